//! What a request has as its content. Contracts list a body and a form, or several bodies, where the specification has
//! one of them: a request has one.

use sne_cotation_contract::operation::Operation;
use sne_cotation_contract::parameter::{Parameter, Place};

use super::media::is_form;

/// Whether a parameter is the content of a request, or a part of it.
pub(crate) fn is_content(parameter: &Parameter) -> bool {
    matches!(parameter.place, Place::Body | Place::Form)
}

/// Whether a parameter goes with the first of an operation that is content: it is that body, or belongs to that form.
pub(crate) fn is_of_first(operation: &Operation, parameter: &Parameter) -> bool {
    let first = operation.parameters.iter().find(|one| is_content(one));
    first.is_some_and(|first| match first.place {
        Place::Form => parameter.place == Place::Form,
        _ => parameter.key == first.key,
    })
}

/// Whether a parameter can be in the content of a request: a form has no body, and a body no field.
pub(crate) fn can_be_in(operation: &Operation, parameter: &Parameter, content_type: Option<&str>) -> bool {
    let has = |place| operation.parameters.iter().any(|one| one.place == place);
    let has_both = has(Place::Body) && has(Place::Form);
    !has_both || !is_content(parameter) || content_type.is_some_and(is_form) == (parameter.place == Place::Form)
}
