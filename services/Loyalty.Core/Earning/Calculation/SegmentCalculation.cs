using Loyalty.Core.Earning.Index;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;

namespace Loyalty.Core.Earning.Calculation;

/// <summary>
/// One segment in one program: the winning rule of each slot is worked out in the order in which the slots need one another,
/// then minimums after the bonus, then rounding.
/// </summary>
internal ref struct SegmentCalculation
{
    private readonly CompiledProgram _program;
    private readonly TicketContext _ticket;
    private readonly int _index;
    private readonly MemberStatus _member;
    private readonly decimal[] _totals;
    private readonly decimal[] _ticketCredits;
    private readonly FlightContext _flight;
    private readonly SegmentDistance _distance;
    private CompiledRule? _needsFareRule;

    public SegmentCalculation(
        CompiledProgram program, TicketContext ticket, int index, MemberStatus member, decimal[] totals, decimal[] ticketCredits)
    {
        _program = program;
        _ticket = ticket;
        _index = index;
        _member = member;
        _totals = totals;
        _ticketCredits = ticketCredits;
        _flight = ticket.Flights[index];
        var published = program.PublishedMiles(_flight.Segment.Origin, _flight.Segment.Destination);
        _distance = published is { } miles
            ? new SegmentDistance(miles, true)
            : new SegmentDistance(Math.Round((decimal)_flight.Miles, 0, MidpointRounding.AwayFromZero), false);
    }

    /// <summary>Whether a rule that counts the fare was worked out.</summary>
    public bool CountedFare { get; private set; }

    /// <summary>What is missing for a rule that counts the fare, in words; null when nothing is.</summary>
    public string? NeedsFare { get; private set; }

    public SegmentEarnings Run()
    {
        var slots = _program.Slots;
        if (slots.Length == 0) return Nothing([], [], default);
        var winners = System.Buffers.ArrayPool<CompiledRule?>.Shared.Rent(slots.Length);
        var values = System.Buffers.ArrayPool<decimal>.Shared.Rent(slots.Length);
        var steps = System.Buffers.ArrayPool<string?>.Shared.Rent(slots.Length * 2);
        Array.Clear(winners, 0, slots.Length);
        Array.Clear(values, 0, slots.Length);
        Array.Clear(steps, 0, slots.Length * 2);
        try
        {
            var missed = new RuleFinder(_program, _ticket, _flight, _member).Find(winners.AsSpan(0, slots.Length));
            for (var slot = 0; slot < slots.Length; slot++) Work(slot, winners, values, steps);
            for (var metric = 0; metric < _program.Metrics.Length; metric++) Close(metric, winners, values, steps);
            return Answer(winners, values, steps, missed);
        }
        finally
        {
            System.Buffers.ArrayPool<CompiledRule?>.Shared.Return(winners, clearArray: true);
            System.Buffers.ArrayPool<decimal>.Shared.Return(values);
            System.Buffers.ArrayPool<string?>.Shared.Return(steps, clearArray: true);
        }
    }

    private void Work(int slot, CompiledRule?[] winners, decimal[] values, string?[] steps)
    {
        if (winners[slot] is not { } rule) return;
        var formula = rule.Formula;
        if (formula.Basis is EarningBasis.NotEligible or EarningBasis.Multiplier) return;
        if (Refused(slot, winners) || (_program.Slots[slot].Part == ChartPart.Status && FlightPart(slot, values) == 0)) return;
        var depends = formula.Basis is EarningBasis.Fixed or EarningBasis.Band && !formula.Of.IsEmpty;
        if (depends && Together(formula.Of, slot, values) == 0) return;

        var (amount, words) = formula.Basis switch
        {
            EarningBasis.Distance => ByDistance(formula, _program.Slots[slot].Component == EarningRule.BaseComponent),
            EarningBasis.Spend => BySpend(formula, rule),
            EarningBasis.Band => AtLeast(formula, ByBand(formula)),
            EarningBasis.Fixed => AtLeast(formula, (formula.Rate / formula.Divisor, Words.Fixed(formula.Rate / formula.Divisor))),
            EarningBasis.Amounts => ByAmounts(formula, formula.Of, slot, values),
            _ => ByEliteBonus(formula, slot, rule, values),
        };
        if (depends) words = Words.Where(words, formula.Of, _program.Program.Currency);
        if (amount == 0)
        {
            steps[slot * 2] = words;
            return;
        }

        amount = Multiplied(slot, amount, winners, ref words);
        if (formula.Cap is { } cap && amount > cap)
        {
            amount = cap;
            words = Words.Then(words, "at most ", cap);
        }

        var rounding = _program.Roundings[_program.MetricOfSlot[slot]];
        if (rounding is { Scope: RoundingScope.Segment, Stage: RoundingStage.BeforeBonus })
        {
            var rounded = rounding.Apply(amount);
            if (rounded != amount) words = Words.Then(words, "rounded to ", rounded);
            amount = rounded;
        }

        if (formula.TicketCap is { } most)
        {
            var left = Math.Max(0, most - _ticketCredits[slot]);
            if (amount > left)
            {
                amount = left;
                words = Words.Then(words, "what the ticket's cap leaves: ", left);
            }

            _ticketCredits[slot] += amount;
        }

        values[slot] = amount;
        steps[slot * 2] = words;
    }

    /// <summary>A base that is not eligible leaves nothing for the metric's other flight components.</summary>
    private readonly bool Refused(int slot, CompiledRule?[] winners)
    {
        var slots = _program.Slots;
        for (var other = 0; other < slots.Length; other++)
        {
            if (slots[other].Metric == slots[slot].Metric && slots[other].Component == EarningRule.BaseComponent
                && winners[other]?.Formula.Basis == EarningBasis.NotEligible) return true;
        }

        return false;
    }

    private readonly decimal FlightPart(int slot, decimal[] values)
    {
        decimal sum = 0;
        var slots = _program.Slots;
        for (var other = 0; other < slot; other++)
        {
            if (slots[other].Part == ChartPart.Flight && slots[other].Metric == slots[slot].Metric) sum += values[other];
        }

        return sum;
    }

    private readonly bool HasMinimum => _program.Program.Minimum.For == MinimumFor.Everyone || _member.Tier is not null;

    // A minimum after the rate is granted once: to the base.
    private readonly (decimal Amount, string Words) ByDistance(EarningFormula formula, bool isBase)
    {
        var distance = InProgramUnit();
        var minimum = HasMinimum ? formula.Minimum ?? _program.Program.Minimum.Amount : null;
        var stage = _program.Program.Minimum.Stage;
        var counted = minimum is { } least && stage == MinimumStage.BeforeRate && distance < least ? least : distance;
        var amount = counted * formula.Rate / formula.Divisor;
        var words = Words.Rate(counted, Unit, formula.Rate, formula.Divisor, amount, counted == distance ? null : Words.Minimum(distance, Unit));
        if (isBase && minimum is { } credit && stage == MinimumStage.AfterRate && amount > 0 && amount < credit)
        {
            amount = credit;
            words = Words.Then(words, "raised to the minimum ", credit);
        }

        return (amount, words);
    }

    /// <summary>What bands and fixed amounts give, and no less than their rule's minimum, unless that is of the sum.</summary>
    private readonly (decimal Amount, string Words) AtLeast(EarningFormula formula, (decimal Amount, string Words) given) =>
        formula.Minimum is { } least && HasMinimum && _program.Program.Minimum.Stage != MinimumStage.AfterBonus && given.Amount > 0 && given.Amount < least
            ? (least, Words.Then(given.Words, "raised to the minimum ", least))
            : given;

    private readonly string Unit => _program.Program.DistanceUnit == DistanceUnit.Miles ? "mi" : "km";

    private readonly decimal InProgramUnit()
    {
        if (_program.Program.DistanceUnit == DistanceUnit.Miles) return _distance.Miles;
        var exact = _distance.Published ? (double)_distance.Miles : _flight.Miles;
        return Math.Round((decimal)(exact * Geodesic.MetresPerMile / 1000), 0, MidpointRounding.AwayFromZero);
    }

    private (decimal Amount, string Words) BySpend(EarningFormula formula, CompiledRule rule)
    {
        CountedFare = true;
        if (_ticket.FareOf(_index) is not { } fare)
        {
            NeedsFare = "The program counts the fare: give the segment's fare or the ticket's price.";
            _needsFareRule = rule;
            return (0, "");
        }

        var spent = fare.Eligible;
        var currency = formula.Currency ?? fare.Currency;
        string? converted = null;
        if (currency != fare.Currency)
        {
            var itinerary = _ticket.Request.Itinerary;
            if (_ticket.Index.Rates.Find(fare.Currency, currency, itinerary.TicketedOn, _ticket.Request.ExchangeRates) is not { } rate)
            {
                NeedsFare = $"No exchange rate from {fare.Currency} to {currency} is known for {itinerary.TicketedOn:yyyy-MM-dd}: give one.";
                _needsFareRule = rule;
                return (0, "");
            }

            spent *= rate.Rate;
            converted = Words.Converted(fare.Eligible, rate);
        }

        var counted = _program.Program.FareRounding.Apply(spent);
        if (counted != spent) converted = Words.Counted(converted, currency, spent);
        var amount = counted * formula.Rate / formula.Divisor;
        return (amount, Words.Spend(counted, currency, formula.Rate, formula.Divisor, amount, converted));
    }

    private readonly (decimal Amount, string Words) ByBand(EarningFormula formula)
    {
        var distance = InProgramUnit();
        foreach (var band in formula.Bands)
        {
            if (band.UpTo is null || distance <= band.UpTo) return (band.Amount, Words.Band(distance, Unit, band));
        }

        return (0, "");
    }

    private readonly (decimal Amount, string Words) ByAmounts(EarningFormula formula, ImmutableArray<string> of, int slot, decimal[] values)
    {
        var sum = Together(of, slot, values);
        var amount = sum * formula.Rate / formula.Divisor;
        return (amount, Words.Rate(sum, of.Length == 1 ? Words.Name(of[0]) : "together", formula.Rate, formula.Divisor, amount, null));
    }

    /// <summary>The sum of named amounts that come before a slot.</summary>
    private readonly decimal Together(ImmutableArray<string> of, int slot, decimal[] values)
    {
        decimal sum = 0;
        var slots = _program.Slots;
        foreach (var name in of)
        {
            var slash = name.IndexOf('/', StringComparison.Ordinal);
            for (var other = 0; other < slot; other++)
            {
                if (slash < 0
                    ? slots[other].Metric == name
                    : name.AsSpan(0, slash).SequenceEqual(slots[other].Metric) && name.AsSpan(slash + 1).SequenceEqual(slots[other].Component))
                    sum += values[other];
            }
        }

        return sum;
    }

    private (decimal Amount, string Words) ByEliteBonus(EarningFormula formula, int slot, CompiledRule rule, decimal[] values)
    {
        var bonus = _program.Program.EliteBonus;
        switch (bonus.Base)
        {
            case EliteBonusBase.Distance:
                return ByDistance(formula, isBase: false);
            case EliteBonusBase.Fare:
                return BySpend(formula, rule);
            default:
                decimal sum = 0;
                var slots = _program.Slots;
                for (var other = 0; other < slot; other++)
                {
                    if (slots[other].Metric == slots[slot].Metric && bonus.Components.Contains(slots[other].Component)) sum += values[other];
                }

                var amount = sum * formula.Rate / formula.Divisor;
                return (amount, Words.Rate(sum, bonus.Components.Length == 1 ? bonus.Components[0] : "earned", formula.Rate, formula.Divisor, amount, null));
        }
    }

    private readonly decimal Multiplied(int slot, decimal amount, CompiledRule?[] winners, ref string words)
    {
        var slots = _program.Slots;
        for (var other = 0; other < slot; other++)
        {
            if (winners[other] is not { Formula: { Basis: EarningBasis.Multiplier } factor }) continue;
            if (slots[other].Metric != slots[slot].Metric || slots[slot].Part != ChartPart.Flight) continue;
            if (!factor.Of.IsEmpty && !factor.Of.Contains(slots[slot].Component)) continue;
            amount *= factor.Rate / factor.Divisor;
            words = Words.Times(words, slots[other].Component, factor.Rate / factor.Divisor, amount);
        }

        return amount;
    }

    /// <summary>A metric's sum of this segment: the minimum after the bonus, the rounding after it, and its share of the ticket.</summary>
    private readonly void Close(int metric, CompiledRule?[] winners, decimal[] values, string?[] steps)
    {
        decimal sum = 0;
        decimal? least = null;
        var first = -1;
        for (var slot = 0; slot < _program.Slots.Length; slot++)
        {
            if (_program.MetricOfSlot[slot] != metric || values[slot] == 0) continue;
            sum += values[slot];
            if (first < 0) first = slot;
            var formula = winners[slot]!.Formula;
            // The program's own is one of distance.
            if (formula.Basis == EarningBasis.Distance) least ??= formula.Minimum ?? _program.Program.Minimum.Amount;
            else if (formula.Basis is EarningBasis.Fixed or EarningBasis.Band) least ??= formula.Minimum;
        }

        if (first < 0) return;
        var minimum = _program.Program.Minimum;
        if (minimum.Stage == MinimumStage.AfterBonus && HasMinimum && least is { } credit && sum < credit)
        {
            values[first] += credit - sum;
            steps[(first * 2) + 1] = Words.Sum("the segment's sum", sum, "raised to the minimum ", credit);
            sum = credit;
        }

        var rounding = _program.Roundings[metric];
        if (rounding is { Scope: RoundingScope.Segment, Stage: RoundingStage.AfterBonus })
        {
            var rounded = rounding.Apply(sum);
            if (rounded != sum) steps[(first * 2) + 1] = Words.Sum("the segment's sum", sum, "rounded to ", rounded);
            sum = rounded;
        }

        _totals[metric] += sum;
    }

    private SegmentEarnings Answer(CompiledRule?[] winners, decimal[] values, string?[] steps, NearMisses missed)
    {
        var count = 0;
        for (var slot = 0; slot < _program.Slots.Length; slot++) count += values[slot] == 0 ? 0 : 1;
        if (count == 0) return Nothing(winners, steps, missed);
        var earned = ImmutableArray.CreateBuilder<EarnedComponent>(count);
        for (var slot = 0; slot < _program.Slots.Length; slot++)
        {
            if (values[slot] == 0) continue;
            var more = steps[(slot * 2) + 1];
            earned.Add(new EarnedComponent(_program.Slots[slot].Metric, _program.Slots[slot].Component, values[slot], winners[slot]!.Rule,
                more is null ? [steps[slot * 2]!] : [steps[slot * 2]!, more], winners[slot]!.Chart.Source));
        }

        return new SegmentEarnings(_index, _distance, earned.MoveToImmutable(), null, null, null, null);
    }

    private readonly SegmentEarnings Nothing(CompiledRule?[] winners, string?[] steps, NearMisses missed)
    {
        var why = WhyNothing.Find(_program, _ticket, _flight, _member, winners, steps, missed, NeedsFare, _needsFareRule);
        return new SegmentEarnings(_index, _distance, [], why.Code, why.Reason, why.RuleId, why.Source);
    }
}
