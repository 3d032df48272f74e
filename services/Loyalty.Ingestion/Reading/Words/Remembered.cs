using System.Runtime.CompilerServices;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>
/// What was last made of short texts, by text. Tables say the same row after row, and a reader asks many questions of one header or cell, each
/// of which begins with the same work. One for each thread and question; a text that takes another's place is made anew.
/// </summary>
internal sealed class Remembered<T>
{
    private const int Places = 256;

    /// <summary>Longer texts are sentences, which nobody says twice.</summary>
    public const int Longest = 120;

    private readonly Place[] _places = new Place[Places];

    // The hash stands beside the text: a text from pages ago is no longer near, and most that are not the same need not be looked at.
    private record struct Place(string? Text, object? About, T Made, uint Hash);

    /// <param name="own">The thread's own memory for the question.</param>
    /// <param name="text">The text.</param>
    /// <param name="make">The answer, which nothing but the text decides.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Of(ref Remembered<T>? own, string text, Func<string, T> make)
    {
        if (text.Length > Longest) return make(text);
        var hash = HashOf(text);
        ref var place = ref (own ??= new Remembered<T>())._places[hash % Places];
        if (place.Hash == hash && place.Text == text) return place.Made;
        var made = make(text);
        // Making it may have asked the same of another text: what stands there now is replaced as a whole.
        place = new Place(text, null, made, hash);
        return made;
    }

    /// <param name="own">The thread's own memory for the question.</param>
    /// <param name="text">The text.</param>
    /// <param name="about">What else decides the answer, and does not change.</param>
    /// <param name="make">The answer.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T Of<TAbout>(ref Remembered<T>? own, string text, TAbout about, Func<string, TAbout, T> make)
        where TAbout : class?
    {
        if (text.Length > Longest) return make(text, about);
        var hash = HashOf(text);
        ref var place = ref (own ??= new Remembered<T>())._places[hash % Places];
        if (place.Hash == hash && place.Text == text && ReferenceEquals(place.About, about)) return place.Made;
        var made = make(text, about);
        place = new Place(text, about, made, hash);
        return made;
    }

    private static uint HashOf(string text)
    {
        var (hash, step) = ((uint)text.Length, 1 + (text.Length / 8));
        for (var at = 0; at < text.Length; at += step) hash = (hash * 31) + text[at];
        return hash ^ (hash >> 8);
    }
}
