//! Use-cases that may find a form wanting: what is wrong comes back to be shown beside the fields,
//! everything else becomes a page.

use app::{FieldError, Problem};

use crate::{answer::Failure, layout::Errors, visit::Visit};

/// Crosses to a use-case; `Ok(Err(…))` where fields cannot be taken as they are.
pub async fn checked<T: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&Visit) -> Result<T, Problem> + Send + 'static,
) -> Result<Result<T, Errors>, Failure> {
    let done = visit.run(move |visit| match work(visit) {
        Ok(done) => Ok(Ok(done)),
        Err(Problem::Invalid(found)) => Ok(Err(found)),
        Err(problem) => Err(problem),
    });
    Ok(done.await?.map_err(errors))
}

/// What a use-case found, for the fields of a form.
pub fn errors(found: Vec<FieldError>) -> Errors {
    let mut errors = Errors::none();
    for error in found {
        errors.add(error.field, error.words);
    }
    errors
}
