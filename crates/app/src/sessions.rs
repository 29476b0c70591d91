//! Who is signed in. A session is a random token of which only the SHA-256 is kept; signing in
//! after failures takes growing waits; signing out, or a change of password or role, ends it.

use chrono::TimeDelta;
use domain::{Actor, Moment, PersonId, Role};
use sha2::{Digest, Sha256};
use store::{Person, Reading, Session, Tries, Writing};

use crate::{Office, Problem, passwords};

/// A signed-in person.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person.
    pub person: Person,
    /// What the rules need to know of them.
    pub actor: Actor,
    /// Token that every form they send must carry.
    pub csrf: String,
}

impl Who {
    /// Their role.
    pub fn role(&self) -> Role {
        self.actor.role
    }

    /// Their number.
    pub fn id(&self) -> PersonId {
        self.person.id
    }
}

/// A session that has just begun.
#[derive(Debug, Clone)]
pub struct Begun {
    /// The token for the cookie, as hexadecimal digits. Kept nowhere else.
    pub token: String,
    /// Who.
    pub person: PersonId,
}

/// How seldom a page says that somebody is there: it locks itself after the minutes without a key,
/// and what was typed must still be taken then.
const BEAT: TimeDelta = TimeDelta::minutes(3);
/// Hours after which a session ends by itself.
const LONGEST_HOURS: i64 = 12;
/// Failures in a row that cost nothing.
const FREE_FAILURES: u32 = 3;
/// Hours after which tries in vain are forgotten; longer than the longest wait.
const TRIES_KEPT_HOURS: i64 = 24;

/// Signs a person in. `chance` is 48 bytes of randomness. After some failures each further try has
/// to wait longer. An address that nobody has gets the same answers, in the same time and with the
/// same waits, as one with a wrong password: nobody at the door learns who is known here.
pub fn sign_in(office: &Office, email: &str, password: &str, now: Moment, chance: &[u8; 48]) -> Result<Begun, Problem> {
    let (tries, known) = office.read(|reading| Ok((reading.tries(email)?, reading.person_by_email(email.trim())?)))?;
    if let Some(until) = tries.until.filter(|until| *until > now) {
        let seconds = (until - now).num_seconds().max(1);
        return Err(Problem::NotAllowed(format!("Too many wrong passwords. Try again in {}.", waiting(seconds))));
    }
    let person = known.filter(|person| person.active);
    let right = passwords::matches(password, person.as_ref().and_then(|person| person.password.as_deref()));
    match person.filter(|_| right) {
        Some(person) => begin(office, person, now, chance),
        None => {
            office.store().write(|writing| count_wrong(writing, email, now))?;
            Err(wrong())
        }
    }
}

fn wrong() -> Problem {
    Problem::NotAllowed("The email address or the password is not right.".into())
}

/// Counts one more for this address, from what is kept now and not when the password was looked at.
fn count_wrong(writing: &Writing<'_>, email: &str, now: Moment) -> Result<(), Problem> {
    writing.forget_tries_before(now - TimeDelta::hours(TRIES_KEPT_HOURS))?;
    let wrong = writing.tries(email)?.wrong.saturating_add(1);
    Ok(writing.keep_tries(email, &Tries { wrong, until: wait_after(wrong).map(|wait| now + wait) }, now)?)
}

/// Begins a session for somebody who has just proved who they are, unless their password or
/// standing was changed in the same moment.
pub fn begin(office: &Office, person: Person, now: Moment, chance: &[u8; 48]) -> Result<Begun, Problem> {
    let token = hex(&chance[..32]);
    let session = Session { token: digest(&token), person: person.id, csrf: hex(&chance[32..]), began: now, seen: now };
    office.store().write(|writing| {
        let same = writing.person(person.id)?.filter(|known| known.active && known.password == person.password);
        let same = same.ok_or_else(wrong)?;
        writing.forget_tries(&same.email)?;
        writing.change_person(&Person { last_seen: Some(now), ..same })?;
        Ok::<_, Problem>(writing.begin_session(&session)?)
    })?;
    Ok(Begun { token, person: person.id })
}

/// Who holds this token; `None` when the session has ended or idled too long. Counts as a sign of life.
pub fn who(office: &Office, token: &str, now: Moment) -> Result<Option<Who>, Problem> {
    let Some((who, session)) = alive(office, token, now)? else { return Ok(None) };
    if now - session.seen >= TimeDelta::seconds(30) {
        office.store().write(|writing| Ok::<_, Problem>(writing.touch_session(&session.token, now)?))?;
    }
    Ok(Some(who))
}

/// The same for what a page asks by itself, again and again: it writes nothing, and a window that
/// nobody looks at stays idle.
pub fn look(office: &Office, token: &str, now: Moment) -> Result<Option<Who>, Problem> {
    Ok(alive(office, token, now)?.map(|(who, _)| who))
}

/// Whose session this was that has idled too long, so that what they sent too late can be kept for
/// them. `None` where they signed out, or were: then it may be somebody else.
pub fn idled(office: &Office, token: &str, now: Moment) -> Result<Option<Who>, Problem> {
    let since = now - TimeDelta::hours(LONGEST_HOURS);
    Ok(held(office, token)?.filter(|(_, session)| session.seen >= since).map(|(who, _)| who))
}

fn alive(office: &Office, token: &str, now: Moment) -> Result<Option<(Who, Session)>, Problem> {
    let idle = TimeDelta::minutes(office.council().idle_minutes.max(1).into()) + BEAT;
    let alive = |session: &Session| {
        now - session.seen <= idle && now - session.began <= TimeDelta::hours(LONGEST_HOURS) && now >= session.began
    };
    Ok(held(office, token)?.filter(|(_, session)| alive(session)))
}

/// Who holds this token, alive or idle.
fn held(office: &Office, token: &str) -> Result<Option<(Who, Session)>, Problem> {
    office.read(|reading| {
        let Some(session) = reading.session(&digest(token))? else { return Ok(None) };
        let Some(person) = reading.person(session.person)?.filter(|person| person.active) else { return Ok(None) };
        let who = Who { actor: actor(reading, &person)?, person, csrf: session.csrf.clone() };
        Ok(Some((who, session)))
    })
}

/// Ends a session.
pub fn sign_out(office: &Office, token: &str) -> Result<(), Problem> {
    office.store().write(|writing| Ok::<_, Problem>(writing.end_session(&digest(token))?))
}

/// What the rules need to know of a person.
pub fn actor(reading: &Reading<'_>, person: &Person) -> Result<Actor, Problem> {
    let services = reading.services()?;
    let people = reading.people()?;
    let deputised: Vec<PersonId> =
        people.iter().filter(|other| other.deputy == Some(person.id) && other.active).map(|other| other.id).collect();
    let heads = services.iter().filter(|service| service.head == Some(person.id)).map(|service| service.id).collect();
    let in_place_of = |service: &store::Service| service.head.filter(|head| deputised.contains(head));
    let deputises = services.iter().filter_map(|service| Some((service.id, in_place_of(service)?))).collect();
    Ok(Actor { person: person.id, role: person.role, heads, deputises })
}

fn wait_after(failures: u32) -> Option<TimeDelta> {
    let beyond = failures.checked_sub(FREE_FAILURES)?;
    Some(TimeDelta::seconds((5_i64 << beyond.min(8)).min(900)))
}

fn waiting(seconds: i64) -> String {
    match seconds {
        1 => "1 second".into(),
        2..120 => format!("{seconds} seconds"),
        _ => format!("{} minutes", (seconds + 59) / 60),
    }
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _infallible = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_with_each_failure() {
        let waits: Vec<Option<i64>> =
            (1..=13).map(|failures| wait_after(failures).map(|wait| wait.num_seconds())).collect();
        let expected = [
            None,
            None,
            Some(5),
            Some(10),
            Some(20),
            Some(40),
            Some(80),
            Some(160),
            Some(320),
            Some(640),
            Some(900),
            Some(900),
            Some(900),
        ];
        assert_eq!(waits, expected);
    }
}
