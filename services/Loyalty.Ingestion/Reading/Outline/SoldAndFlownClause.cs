using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Outline;

/// <summary>What a clause says of who sells and flies.</summary>
internal sealed record SoldAndFlownClause
{
    /// <summary>Airlines of the chart that it names, each time.</summary>
    public ImmutableArray<string> Own { get; init; } = [];

    /// <summary>Other airlines that it names.</summary>
    public ImmutableArray<string> Named { get; init; } = [];

    /// <summary>How often it names the chart's behind a word of flying.</summary>
    public int OwnBehindFlown { get; init; }

    /// <summary>Whether all others stand behind such a word.</summary>
    public bool IsNamedBehindFlown { get; init; } = true;

    /// <summary>Whether none of them does, and such a word follows upon the last of them: "by SWISS flown".</summary>
    public bool IsNamedBeforeFlown { get; init; }

    public bool IsFlown { get; init; }

    public bool IsSold { get; init; }

    public bool IsSoldBeforeFlown { get; init; }

    /// <summary>"Marketed and operated".</summary>
    public bool IsSoldAndFlown { get; init; }

    public bool IsCodeshare { get; init; }

    /// <summary>"Other airlines", "not by X".</summary>
    public bool IsOfOthers { get; init; }

    /// <summary>The others are all but the chart's airline, which it names.</summary>
    public bool IsOtherThanOwn { get; init; }

    public bool IsOnly { get; init; }

    /// <summary>"Codeshare flights ... only": not "only codeshare flights".</summary>
    public bool IsOnlyBehindCodeshare { get; init; }

    /// <summary>"Whoever flies them".</summary>
    public bool IsAnyone { get; init; }

    public int Negations { get; init; }

    /// <summary>Whether it says nothing of who sells or flies.</summary>
    public bool IsEmpty => !IsFlown && !IsSold && !IsCodeshare && !IsOfOthers && Own.IsEmpty && Named.IsEmpty;

    /// <summary>What clauses say together, in their order.</summary>
    public static SoldAndFlownClause Together(List<SoldAndFlownClause> clauses)
    {
        if (clauses is [var only]) return only;
        var all = new SoldAndFlownClause();
        foreach (var clause in clauses)
        {
            all = new SoldAndFlownClause
            {
                Own = [.. all.Own, .. clause.Own],
                Named = [.. all.Named, .. clause.Named],
                OwnBehindFlown = all.IsFlown ? all.OwnBehindFlown + clause.Own.Length : all.OwnBehindFlown + clause.OwnBehindFlown,
                IsNamedBehindFlown = all.IsNamedBehindFlown && (clause.IsNamedBehindFlown || all.IsFlown),
                IsNamedBeforeFlown = (all.Named.IsEmpty && clause.IsNamedBeforeFlown) || (all.IsNamedBeforeFlown && clause.Named.IsEmpty),
                IsSoldBeforeFlown = all.IsSoldBeforeFlown || clause.IsSoldBeforeFlown || all is { IsSold: true, IsFlown: false },
                IsFlown = all.IsFlown || clause.IsFlown,
                IsSold = all.IsSold || clause.IsSold,
                IsSoldAndFlown = all.IsSoldAndFlown || clause.IsSoldAndFlown,
                IsOnlyBehindCodeshare = all.IsOnlyBehindCodeshare || clause.IsOnlyBehindCodeshare || (all is { IsCodeshare: true, IsOnly: false } && clause.IsOnly),
                IsCodeshare = all.IsCodeshare || clause.IsCodeshare,
                IsOfOthers = all.IsOfOthers || clause.IsOfOthers,
                IsOtherThanOwn = all.IsOtherThanOwn || clause.IsOtherThanOwn,
                IsOnly = all.IsOnly || clause.IsOnly,
                Negations = all.Negations + clause.Negations,
            };
        }

        return all;
    }
}
