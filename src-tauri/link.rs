//! Links into Heard from e-mails and documents, such as `heard://case/2026-0431`. Anybody can write one, so that only
//! the address of a case is taken from it, and nothing else a page could be asked for.

use domain::Reference;

/// What the installer registers with the PC.
const CASE: &str = "heard://case/";

/// The page that a link leads to; `None` for a link that is not one of ours. The case need not exist.
pub fn page(link: &str) -> Option<String> {
    let written = link.strip_prefix(CASE)?;
    // Some programs add a slash to every address.
    let written = written.strip_suffix('/').unwrap_or(written);
    let reference: Reference = written.parse().ok()?;
    (reference.to_string() == written).then(|| format!("/cases/{reference}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_case_leads_there() {
        for link in ["heard://case/2026-0431", "heard://case/2026-0431/"] {
            assert_eq!(page(link).as_deref(), Some("/cases/2026-0431"), "{link}");
        }
    }

    #[test]
    fn no_other_link_leads_anywhere() {
        let links = [
            "",
            "heard:",
            "heard://case/",
            "heard://case/2026-431",
            "heard://case/ 2026-0431",
            "heard://case/2026-0431/close",
            "heard://case/2026-0431?close=1",
            "heard://case/2026-0431#x",
            "heard://case/../sign-out",
            "heard://case/%32026-0431",
            "heard://settings/people",
            "http://case/2026-0431",
            "javascript:alert(1)",
        ];
        for link in links {
            assert_eq!(page(link), None, "{link}");
        }
    }
}
