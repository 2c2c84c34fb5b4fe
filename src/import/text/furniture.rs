//! Lines that belong to a page and not to what it says.

use crate::import::{dates, source};
use crate::library::words::folded;

/// Whole lines, folded.
const LABELS: &[&str] = &[
    "accept",
    "accept all",
    "accept all cookies",
    "accept cookies",
    "back",
    "back to blog",
    "back to top",
    "bottom of page",
    "book an appointment",
    "book appointment",
    "book now",
    "book online",
    "call now",
    "call today",
    "call us",
    "call us today",
    "click here",
    "close",
    "close menu",
    "contact",
    "contact us",
    "contact us today",
    "cookie policy",
    "cookie settings",
    "decline",
    "email",
    "email us",
    "facebook",
    "follow us",
    "get directions",
    "get in touch",
    "get started",
    "home",
    "instagram",
    "latest article",
    "latest articles",
    "latest posts",
    "learn more",
    "leave a comment",
    "linkedin",
    "log in",
    "login",
    "main menu",
    "menu",
    "navigation",
    "new patient forms",
    "newsletter",
    "next",
    "next post",
    "open menu",
    "patient portal",
    "pay bill",
    "pinterest",
    "previous",
    "previous post",
    "print",
    "print this page",
    "privacy policy",
    "read more",
    "read more articles",
    "recent posts",
    "reject all",
    "related articles",
    "related posts",
    "request a consultation",
    "request an appointment",
    "request appointment",
    "request your consultation",
    "schedule a consultation",
    "schedule an appointment",
    "schedule appointment",
    "schedule now",
    "schedule your consultation",
    "search",
    "send",
    "send message",
    "share",
    "share now",
    "share on facebook",
    "share on twitter",
    "share this",
    "share this article",
    "share this page",
    "share this post",
    "sign up",
    "skip to content",
    "skip to main content",
    "submit",
    "subscribe",
    "subscribe to our newsletter",
    "table of contents",
    "terms of service",
    "terms of use",
    "toggle navigation",
    "top of page",
    "tweet",
    "twitter",
    "youtube",
];

/// What an invitation asks for.
const ASKS: &[&str] = &[
    "schedule a",
    "schedule your",
    "schedule an",
    "book a",
    "book an",
    "book your",
    "request a",
    "request an",
    "request your",
    "contact us",
    "call us",
    "email us",
    "send us",
    "call the office",
    "call our office",
    "reach out to",
    "get in touch",
    "call today",
    "contact our",
    "visit us",
];

/// What stands in a line on which health may hang: it stays.
const GRAVE: &[&str] = &[
    "911",
    "988",
    "999",
    "112",
    "emergency",
    "crisis",
    "suicid",
    "poison",
    "hotline",
    "lifeline",
    "immediately",
    "right away",
    "if you have ",
    "if you feel",
    "if you experience",
    "if you notice",
    "if you develop",
    "symptom",
    "side effect",
    "overdose",
    "your doctor",
    "pain",
];

/// Words of the longest invitation.
const INVITATION: usize = 40;

/// What a line about the page states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// Who wrote it.
    Author,
    /// When it was published.
    Published,
    /// When it was last reviewed.
    Reviewed,
}

/// Whether a line is furniture wherever it stands: a label, a logo, an address of the net, a number to
/// call, a word on cookies or rights.
#[must_use]
pub fn is_everywhere(line: &str) -> bool {
    let words = folded(line).join(" ");
    LABELS.contains(&words.as_str())
        || source::of_logo(line).is_some()
        || is_address(line)
        || is_number(line)
        || is_notice(&line.to_lowercase())
}

/// Only an address of the net or of mail.
fn is_address(line: &str) -> bool {
    let one = !line.contains(char::is_whitespace);
    let starts = ["http://", "https://", "www."].iter().any(|start| line.starts_with(start));
    one && (starts || line.split_once('@').is_some_and(|(_, host)| host.contains('.')))
}

/// Only a number to call, with a word before it or none.
fn is_number(line: &str) -> bool {
    let rest = line.split_once(':').map_or(line, |(label, rest)| {
        let label = label.to_lowercase();
        if ["phone", "tel", "call", "fax", "call us", "office"].contains(&label.trim()) {
            rest
        } else {
            line
        }
    });
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && rest.chars().all(|c| c.is_ascii_digit() || " ()-–.+/".contains(c))
        && !is_day(rest)
}

fn is_day(text: &str) -> bool {
    dates::parse(text).is_some() || text.contains('/')
}

/// A word on cookies or on rights.
fn is_notice(line: &str) -> bool {
    let cookies = line.contains("cookie")
        && ["accept", "consent", "use cookies", "uses cookies", "privacy"]
            .iter()
            .any(|w| line.contains(w));
    let rights = line.contains("all rights reserved")
        || line.starts_with("© ")
        || line.starts_with("copyright ");
    (cookies || rights) && line.split_whitespace().count() <= 60
}

/// Whether a line at the end of a page invites to call, write or come, and says nothing of health.
#[must_use]
pub fn is_invitation(line: &str) -> bool {
    let lower = line.to_lowercase();
    let sentences =
        lower.matches(". ").count() + lower.matches("? ").count() + lower.matches("! ").count();
    lower.split_whitespace().count() <= INVITATION
        && sentences <= 1
        && (ASKS.iter().any(|ask| lower.contains(ask)) || source::of_invitation(line).is_some())
        && !GRAVE.iter().any(|grave| lower.contains(grave))
}

/// Whether a line speaks of what may do harm.
#[must_use]
pub fn is_of_harm(line: &str) -> bool {
    const HARM: [&str; 9] = [
        "side effect",
        "adverse",
        "reaction",
        "risk",
        "warning",
        "symptom",
        "emergency",
        "overdose",
        "contraindication",
    ];
    let lower = line.to_lowercase();
    HARM.iter().any(|harm| lower.contains(harm))
}

/// What a line states of the page, where it states nothing else: "Posted on May 1, 2024".
#[must_use]
pub fn stated(line: &str) -> Option<(Stated, &str)> {
    const STARTS: [(&str, Stated); 10] = [
        ("written by", Stated::Author),
        ("author:", Stated::Author),
        ("posted on", Stated::Published),
        ("published on", Stated::Published),
        ("published:", Stated::Published),
        ("published", Stated::Published),
        ("page last reviewed:", Stated::Reviewed),
        ("last reviewed on", Stated::Reviewed),
        ("last reviewed:", Stated::Reviewed),
        ("reviewed on", Stated::Reviewed),
    ];
    let (start, what) = STARTS.iter().find(|(start, _)| {
        line.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    })?;
    let value = line[start.len()..].trim_matches([' ', ':', '.']);
    let fits = match what {
        Stated::Author => {
            (1..=6).contains(&value.split_whitespace().count()) && !line.ends_with('.')
        }
        _ => dates::parse(value).is_some(),
    };
    fits.then_some((*what, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_logos_numbers_and_notices_are_furniture() {
        for line in [
            "Share Now :",
            "SKIP TO CONTENT",
            "Owl Clinic Logo",
            "www.owl.example",
            "care@owl.example",
            "(555) 123-4567",
            "Phone: 555.123.4567",
            "© 2024 Owl Clinic",
            "We use cookies. Accept to go on.",
        ] {
            assert!(is_everywhere(line), "{line}");
        }
    }

    #[test]
    fn what_a_page_says_is_not() {
        for line in [
            "Contact your care team before you eat.",
            "2024-05-01",
            "5,000,000",
            "Cookies are sweet.",
            "Email is not private.",
            "05/01/2024",
        ] {
            assert!(!is_everywhere(line), "{line}");
        }
    }

    #[test]
    fn an_invitation_is_told_from_advice() {
        assert!(is_invitation("To learn more, reach out to Owl Clinic today to schedule a visit."));
        assert!(is_invitation("Have a question? Send us an email and we will help."));
        assert!(!is_invitation("Call us immediately if you have chest pain."));
        assert!(!is_invitation("In a crisis, call 988 or contact us."));
        assert!(!is_invitation("Owls call at night."));
    }

    #[test]
    fn a_line_may_state_author_and_days() {
        assert_eq!(stated("Written by Ann Lee, RN"), Some((Stated::Author, "Ann Lee, RN")));
        assert_eq!(stated("Posted on: May 1, 2024"), Some((Stated::Published, "May 1, 2024")));
        assert_eq!(stated("Last reviewed on 2024-05-01."), Some((Stated::Reviewed, "2024-05-01")));
        assert_eq!(stated("Published studies are few"), None);
    }
}
