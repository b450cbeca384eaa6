//! Headers that the client sets itself, although a contract may declare them: `Accept` is what the caller asks for,
//! `Authorization` the token, `Content-Type` as what the body is written.

use sne_cotation_common::media::is_accept;

use super::Binding;
use crate::error::Error;
use crate::flat::Value;
use crate::parameter::Parameter;
use crate::pointer::Pointer;
use crate::reason::Reason;

impl<'c> Binding<'c> {
    /// Takes the option `accept` of a call.
    pub(super) fn read_accept(&mut self, option: Option<Value<'_>>) -> Result<(), Error> {
        let Some(option) = option.filter(|option| !option.is_null()) else { return Ok(()) };
        let Some(accept) = option.text().filter(|text| is_accept(text)) else {
            let produces = self.media.given();
            let shown = if produces.is_empty() { "–" } else { &produces };
            return Err(Error::new(Reason::AcceptInvalid).with("produces", shown));
        };
        self.accept = Some(accept.to_owned());
        Ok(())
    }

    /// The parameter of that name that the client sets itself, if the contract declares one.
    pub(super) fn of_the_client(&self, name: &str) -> Option<&'c Parameter> {
        self.operation.of_the_client.iter().find(|own| own.name.eq_ignore_ascii_case(name))
    }

    /// Says that the client sets it; but what is given for `Accept` is what the option `accept` is for.
    pub(super) fn put_of_the_client(&mut self, own: &'c Parameter, given: Value<'_>, place: &Pointer<'_>) {
        if given.is_null() {
            return;
        }
        let accept = given.text().filter(|text| own.name.eq_ignore_ascii_case("accept") && is_accept(text));
        let Some(accept) = accept else {
            return self.refuse(Error::at(Reason::RuleClient, place).with("parameter", &own.name));
        };
        if self.validator.flags.validates {
            self.validator.check(self.validator.contract.document.value(own.schema), given, place);
        }
        self.accept.get_or_insert(accept.to_owned());
    }
}
