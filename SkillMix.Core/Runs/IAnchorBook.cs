namespace SkillMix.Core.Runs;

/// <summary>The frozen sets of texts of a store, and what graders said about them, occasion by occasion.</summary>
public interface IAnchorBook
{
    /// <summary>Draws a set out of the texts of the store and freezes it.</summary>
    /// <exception cref="ArgumentException">There is a set of that name, or there are too few texts; the sentence says what would do.</exception>
    Task<AnchorSet> MakeAsync(AnchorSpec spec, CancellationToken cancellationToken);

    /// <summary>All sets, the oldest first.</summary>
    Task<IReadOnlyList<AnchorSet>> SetsAsync(CancellationToken cancellationToken);

    /// <summary>The set of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    Task<AnchorSet> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The texts of a set, whole, by position.</summary>
    /// <exception cref="InvalidDataException">The store lacks what it needs of one.</exception>
    Task<IReadOnlyList<AnchorText>> TextsAsync(AnchorSet set, CancellationToken cancellationToken);

    /// <summary>The occasions on which a set was graded, grading spec by grading spec, each in order.</summary>
    Task<IReadOnlyList<AnchorOccasion>> OccasionsAsync(AnchorSet set, CancellationToken cancellationToken);

    /// <summary>What one grading spec said about a set, on all occasions.</summary>
    Task<IReadOnlyList<AnchorGrading>> GradingsAsync(
        AnchorSet set,
        string gradingSpec,
        CancellationToken cancellationToken
    );

    /// <summary>Keeps a grading in a transaction of its own. What is there already stays as it is.</summary>
    /// <returns>Whether it is new.</returns>
    /// <exception cref="KeyNotFoundException">The store does not hold its set, its grading spec or its run.</exception>
    /// <exception cref="InvalidOperationException">Its occasion is another run's, or of none where this is of one.</exception>
    Task<bool> KeepAsync(AnchorSet set, AnchorGrading grading, CancellationToken cancellationToken);
}
