using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace SkillMix.Dashboard.People;

/// <summary>People with passwords: who may sign in, and what may be changed of an account. Safe for use in parallel.</summary>
/// <param name="file">Where they are kept.</param>
/// <param name="hasher">Makes and checks hashes of passwords.</param>
/// <param name="clock">Says when a lock ends.</param>
public sealed class Accounts(PeopleFile file, IPasswordHasher<Person> hasher, TimeProvider clock) : IDisposable
{
    /// <summary>Fewest characters of a password.</summary>
    public const int ShortestPassword = 10;

    /// <summary>So many wrong passwords lock a name.</summary>
    public const int MostAttempts = 5;

    /// <summary>Rounds of PBKDF2 with SHA-512 that OWASP asks for; Identity's own default is less than half of it.</summary>
    private const int Rounds = 210_000;

    private const int MostInMemory = 10_000;

    /// <summary>How long a name is locked.</summary>
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    // Identity's hasher does not look at the person.
    private static readonly Person Nobody = new(Guid.Empty, "", PersonRole.Annotator);

    // Guesses stand in line: many at once can neither pass the lock before it falls nor take all of the machine.
    private readonly SemaphoreSlim _line = new(1, 1);
    private readonly Dictionary<string, Attempts> _inMemory = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lazy<string> _decoy = new(() => hasher.HashPassword(Nobody, Guid.NewGuid().ToString()));

    /// <summary>The accounts of a file, with the hasher that the dashboard and the command line use.</summary>
    public static Accounts Of(PeopleFile file, TimeProvider clock) =>
        new(
            file,
            new PasswordHasher<Person>(Options.Create(new PasswordHasherOptions { IterationCount = Rounds })),
            clock
        );

    /// <summary>The people as they are now, also those who have no password yet.</summary>
    /// <exception cref="InvalidDataException">The file is no list of people.</exception>
    public IReadOnlyList<PersonEntry> All => file.People;

    /// <summary>Somebody can sign in who may open everything.</summary>
    public bool HasOwner => All.Any(CanOwn);

    /// <summary>How long an account is still locked; null where it is not.</summary>
    public TimeSpan? LockOf(PersonEntry entry) => Remaining(entry.LockedUntil);

    /// <summary>Tries a name and a password. An unknown name takes as long, is answered alike and is locked alike.</summary>
    /// <exception cref="IOException">What came of it cannot be written; also <see cref="UnauthorizedAccessException"/>.</exception>
    public async Task<SignInOutcome> SignInAsync(string name, string password, CancellationToken cancellationToken)
    {
        await _line.WaitAsync(cancellationToken);
        try
        {
            var trimmed = name.Trim();
            // Nobody has a longer name: those who try one share a lock.
            var tried = trimmed.Length <= PersonName.Longest ? trimmed : "";
            return await Task.Run(() => SignIn(tried, password), cancellationToken);
        }
        finally
        {
            _line.Release();
        }
    }

    /// <summary>Adds an account. Somebody of that name without a password gets one, and stays who they are.</summary>
    /// <exception cref="ArgumentException">The name or the password will not do; the sentence says why.</exception>
    public Person Add(string name, PersonRole role, string password)
    {
        var hash = Hash(password);
        Person? added = null;
        file.Change(people =>
        {
            var before = people.FirstOrDefault(one => !one.HasAccount && PersonName.AreAlike(one.Name, name));
            var entry = before is null
                ? new PersonEntry(Guid.CreateVersion7(clock.GetUtcNow()), PersonName.Checked(name, people), role)
                : before with
                {
                    Role = role,
                };
            entry = entry with { PasswordHash = hash, Stamp = Guid.NewGuid() };
            added = entry.Person;
            return before is null ? [.. people, entry] : [.. people.Select(one => one.Id == entry.Id ? entry : one)];
        });
        return added!;
    }

    /// <summary>Gives somebody another password, or a first one. Their sessions end, and so does a lock.</summary>
    /// <exception cref="ArgumentException">The password will not do, or there is no such person.</exception>
    public void SetPassword(Guid id, string password)
    {
        var hash = Hash(password);
        Change(
            id,
            entry => entry with { PasswordHash = hash, Stamp = Guid.NewGuid(), FailedAttempts = 0, LockedUntil = null }
        );
    }

    /// <summary>Lets somebody change their own password, if they know the present one. Their sessions end.</summary>
    /// <returns>What came of the present password; a wrong one counts as one at the sign-in.</returns>
    /// <exception cref="ArgumentException">The new password will not do; the present one is not tried then.</exception>
    public async Task<SignInOutcome> ChangePasswordAsync(
        Guid id,
        string present,
        string password,
        CancellationToken cancellationToken
    )
    {
        RequireLong(password);
        var outcome = await SignInAsync(Get(All, id).Name, present, cancellationToken);
        if (outcome is SignInOutcome.SignedIn)
        {
            await Task.Run(() => SetPassword(id, password), cancellationToken);
        }

        return outcome;
    }

    /// <summary>Changes what somebody may open; it holds at once, also where they are signed in.</summary>
    /// <exception cref="InvalidOperationException">They are the last owner.</exception>
    public void SetRole(Guid id, PersonRole role) =>
        Change(id, entry => entry with { Role = role }, isGivingUp: role != PersonRole.Owner);

    /// <summary>Forgets a lock and the wrong passwords before it.</summary>
    public void Unlock(Guid id) => Change(id, entry => entry with { FailedAttempts = 0, LockedUntil = null });

    /// <summary>Ends all sessions of somebody, wherever they are signed in.</summary>
    public void EndSessions(Guid id) => Change(id, entry => entry with { Stamp = Guid.NewGuid() });

    /// <summary>Removes somebody; their sessions end. What they decided stays in the store under their id.</summary>
    /// <exception cref="InvalidOperationException">They are the last owner.</exception>
    public void Remove(Guid id) => Change(id, _ => null, isGivingUp: true);

    public void Dispose() => _line.Dispose();

    private SignInOutcome SignIn(string name, string password)
    {
        var known = All.FirstOrDefault(one => one.HasAccount && PersonName.AreAlike(one.Name, name));
        if ((Remaining(known?.LockedUntil) ?? Remaining(_inMemory.GetValueOrDefault(name)?.LockedUntil)) is { } rest)
        {
            return new SignInOutcome.Locked(rest);
        }

        var verdict = hasher.VerifyHashedPassword(Nobody, known?.PasswordHash ?? _decoy.Value, password);
        if (known is null)
        {
            return Count(name);
        }

        if (verdict == PasswordVerificationResult.Failed)
        {
            return Count(known);
        }

        var fresh = verdict == PasswordVerificationResult.SuccessRehashNeeded ? Hash(password) : known.PasswordHash;
        if (fresh != known.PasswordHash || known.FailedAttempts > 0 || known.LockedUntil is not null)
        {
            Change(
                known.Id,
                entry =>
                    // Somebody else may have changed the password while this one was checked.
                    entry.PasswordHash == known.PasswordHash
                        ? entry with
                        {
                            PasswordHash = fresh,
                            FailedAttempts = 0,
                            LockedUntil = null,
                        }
                        : entry
            );
        }

        return new SignInOutcome.SignedIn(known);
    }

    private SignInOutcome Count(PersonEntry known)
    {
        var attempts = Next(known.FailedAttempts);
        try
        {
            Change(
                known.Id,
                entry => entry with { FailedAttempts = attempts.Failed, LockedUntil = attempts.LockedUntil }
            );
            return Answer(attempts);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Count(known.Name); // a file that cannot be written must not make guessing free
        }
    }

    /// <summary>Counts what is not counted in the file: not over a restart, and not without end.</summary>
    private SignInOutcome Count(string name)
    {
        var attempts = Next(_inMemory.GetValueOrDefault(name)?.Failed ?? 0);
        if (_inMemory.Count >= MostInMemory)
        {
            _inMemory.Clear();
        }

        _inMemory[name] = attempts;
        return Answer(attempts);
    }

    private Attempts Next(int failed) =>
        failed + 1 < MostAttempts ? new(failed + 1, null) : new(0, clock.GetUtcNow() + LockTime);

    private static SignInOutcome Answer(Attempts attempts) =>
        attempts.LockedUntil is null ? new SignInOutcome.Refused() : new SignInOutcome.Locked(LockTime);

    private TimeSpan? Remaining(DateTimeOffset? lockedUntil) =>
        lockedUntil - clock.GetUtcNow() is { } rest && rest > TimeSpan.Zero ? rest : null;

    private string Hash(string password)
    {
        RequireLong(password);
        return hasher.HashPassword(Nobody, password);
    }

    private static void RequireLong(string password)
    {
        if (password.Length < ShortestPassword)
        {
            throw new ArgumentException($"A password has at least {ShortestPassword} characters.");
        }
    }

    /// <param name="id">Who.</param>
    /// <param name="change">Null removes them.</param>
    /// <param name="isGivingUp">They will be no owner any more.</param>
    private void Change(Guid id, Func<PersonEntry, PersonEntry?> change, bool isGivingUp = false) =>
        file.Change(people =>
        {
            var entry = Get(people, id);
            if (isGivingUp && CanOwn(entry) && people.Count(CanOwn) == 1)
            {
                throw new InvalidOperationException(
                    $"{entry.Name} is the last owner; make somebody else an owner first."
                );
            }

            return [.. people.Select(one => one.Id == id ? change(one) : one).OfType<PersonEntry>()];
        });

    private static bool CanOwn(PersonEntry entry) => entry is { Role: PersonRole.Owner, HasAccount: true };

    private static PersonEntry Get(IReadOnlyList<PersonEntry> people, Guid id) =>
        people.FirstOrDefault(one => one.Id == id)
        ?? throw new ArgumentException("This person is not there any more; load the page again.");

    /// <param name="Failed">Wrong passwords that count towards the next lock.</param>
    /// <param name="LockedUntil">Null where there is no lock.</param>
    private sealed record Attempts(int Failed, DateTimeOffset? LockedUntil);
}
