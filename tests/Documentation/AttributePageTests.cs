using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace AttnGen.Tests.Documentation;

/// <summary>docs/attribute.md against the attribute: every property has its row, with its type and its default, and is shown in code.</summary>
public sealed partial class AttributePageTests
{
    private static readonly AttentionShapeAttribute s_plain = new(n: 5, dModel: 7, dK: 9);

    private static readonly PropertyInfo[] s_properties =
        typeof(AttentionShapeAttribute).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly);

    public static TheoryData<string> Names => [.. s_properties.Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_property_has_a_row_with_its_type_and_default(string name)
    {
        PropertyInfo property = Property(name);
        Match row = Assert.Single(Rows(), row => IsOf(row, property));

        Assert.Equal(TypeName(property.PropertyType), row.Groups["type"].Value);
        string told = row.Groups["default"].Value;
        if (property.CanWrite)
        {
            Assert.Equal(property.GetValue(s_plain), Default(told, property.PropertyType));
        }
        else
        {
            Assert.Equal("required", told);
        }
    }

    [Fact]
    public void There_is_no_row_without_a_property() =>
        Assert.All(Rows(), row => Assert.Contains(s_properties, property => IsOf(row, property)));

    [Fact]
    public void Every_property_is_shown_in_code()
    {
        string code = string.Concat(MarkdownCode.Read(Page()).Select(block => block.Code));

        Assert.All(s_properties.Where(property => property.CanWrite), property => Assert.Contains($"{property.Name} = ", code, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_value_of_an_enumeration_is_named()
    {
        foreach (PropertyInfo property in s_properties.Where(property => property.PropertyType.IsEnum))
        {
            Match row = Rows().Single(row => IsOf(row, property));
            Assert.All(Enum.GetNames(property.PropertyType), name => Assert.Contains($"`{name}`", row.Value, StringComparison.Ordinal));
        }
    }

    // A default is a value, or another property whose value it is.
    private static object? Default(string cell, Type type)
    {
        if (cell == "1/√dK")
        {
            return 1 / Math.Sqrt(s_plain.DK);
        }

        string value = cell.Trim('`');
        Assert.Equal($"`{value}`", cell);
        if (value == "null")
        {
            return null;
        }

        return s_properties.FirstOrDefault(property => property.Name.Equals(value, StringComparison.OrdinalIgnoreCase)) is { } other
            ? other.GetValue(s_plain)!
            : type.IsEnum ? Enum.Parse(type, value) : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    // The constructor's arguments have the names of parameters: n is N.
    private static bool IsOf(Match row, PropertyInfo property) =>
        row.Groups["name"].Value.Equals(property.Name, property.CanWrite ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private static PropertyInfo Property(string name) => s_properties.Single(property => property.Name == name);

    private static string TypeName(Type type) => type == typeof(int) ? "int" : type == typeof(bool) ? "bool" : type == typeof(double) ? "double" : type.Name;

    private static MatchCollection Rows() => Row().Matches(Page());

    private static string Page() => MarkdownPages.Read("docs/attribute.md");

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| `(?<type>\w+)` \| (?<default>[^|]+?) \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
