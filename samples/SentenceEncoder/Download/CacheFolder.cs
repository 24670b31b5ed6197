namespace SentenceEncoder;

/// <summary>Where programs may keep what they can fetch again.</summary>
internal static class CacheFolder
{
    private const string Name = "attngen";

    /// <summary>
    /// This project's folder in the user's cache: under <c>XDG_CACHE_HOME</c> where that is set, else where the platform has it
    /// (<c>~/.cache</c>, <c>~/Library/Caches</c>, <c>%LocalAppData%</c>), else the temporary folder of a user without a home.
    /// </summary>
    public static string Path
    {
        get
        {
            // The XDG specification has relative paths ignored.
            if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } xdg && System.IO.Path.IsPathFullyQualified(xdg))
            {
                return System.IO.Path.Combine(xdg, Name);
            }

            if (OperatingSystem.IsWindows())
            {
                return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), Name);
            }

            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            return home.Length == 0
                ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), Name)
                : OperatingSystem.IsMacOS()
                    ? System.IO.Path.Combine(home, "Library", "Caches", Name)
                    : System.IO.Path.Combine(home, ".cache", Name);
        }
    }
}
