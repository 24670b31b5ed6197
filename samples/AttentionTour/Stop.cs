using AttentionTour.Printing;

namespace AttentionTour;

/// <summary>One stop of the tour.</summary>
/// <param name="Name">What <c>--stage</c> calls it.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Show">Computes and prints it, from a page to print on and a seed for whatever it draws at random.</param>
internal sealed record Stop(string Name, string Title, Action<Page, int> Show);
