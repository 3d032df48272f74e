namespace Loyalty.Storage.Local;

/// <summary>The order of UTF-8's bytes, in which S3 lists: ordinal order but for surrogates, which come after all other characters.</summary>
sealed class CodePointOrder : IComparer<string>
{
    public static readonly CodePointOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var common = x.AsSpan().CommonPrefixLength(y);
        return common == (x?.Length ?? 0) || common == (y?.Length ?? 0)
            ? (x?.Length ?? 0).CompareTo(y?.Length ?? 0)
            : Rank(x![common]).CompareTo(Rank(y![common]));
    }

    static int Rank(char c) => char.IsSurrogate(c) ? c + char.MaxValue : c;
}
