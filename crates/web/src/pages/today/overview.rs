//! What the Head of Customer Services sees besides the list: where cases are late, and which go on after the first answer.

use app::{Filter, Only, Problem, lists};

use crate::{
    pages::cases::{Deadline, Query, Which},
    visit::Visit,
};

/// A number of open cases with the way to their list.
pub struct Counted {
    /// What is counted: the name of a service, or "In a later stage".
    pub title: String,
    /// How many.
    pub count: u64,
    /// Their list.
    pub href: String,
}

/// The numbers.
pub struct Overview {
    /// Late cases by service, most of them first.
    pub late: Vec<Counted>,
    /// Those in a later stage, and those an Ombudsman looks at.
    pub further: Vec<Counted>,
}

/// Counts them, of all services; each number is that of the list it leads to.
pub fn overview(visit: &Visit) -> Result<Overview, Problem> {
    let (office, who) = (&visit.office, &visit.who);
    let open = Filter { open: Some(true), ..Filter::default() };
    let late = Filter { due_to: visit.today().pred_opt(), ..open.clone() };
    let mut by_service = Vec::new();
    if lists::count(office, who, &late)? > 0 {
        for service in office.read(|reading| Ok::<_, Problem>(reading.services()?))? {
            let count = lists::count(office, who, &Filter { services: vec![service.id], ..late.clone() })?;
            let list = Query { deadline: Some(Deadline::Late), service: Some(service.id), ..Query::default() };
            by_service.push(Counted { title: service.name, count, href: list.address("/cases") });
        }
    }
    by_service.retain(|service| service.count > 0);
    by_service.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.title.cmp(&other.title)));
    let further = [(Which::LaterStage, Only::LaterStage), (Which::Ombudsman, Only::Ombudsman)].map(|(which, only)| {
        let asked = if only.is_of_open() { open.clone() } else { Filter::default() };
        let count = lists::count(office, who, &Filter { only: Some(only), ..asked })?;
        let href = Query { only: Some(which), ..Query::default() }.address("/cases");
        Ok(Counted { title: which.title().to_owned(), count, href })
    });
    Ok(Overview { late: by_service, further: further.into_iter().collect::<Result<_, Problem>>()? })
}
