//! Everything that can be wrong with a contract or with a call of it, one reason each.
//!
//! As in the client, reasons cross the boundary as numbers: `messages/reasons.json` has their ids and kinds in their
//! order here, `messages/fr.json` and `messages/en.json` the texts for people. The build puts them behind those of the
//! client. Those that begin with `remark-` are what can be odd about a contract (`remark`): they come last, and their
//! texts, `messages/remarks-*.json`, are loaded only where there are remarks.

/// Declares the reasons with their id and kind.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident $id:literal $kind:literal;)*) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The key of its texts in the message catalogues.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// The kind that callers see.
            #[must_use]
            pub fn kind(self) -> &'static str {
                match self { $(Self::$name => $kind,)* }
            }
        }
    };
}

reasons! {
    /// A call of an operation, and no contract.
    ContractAbsent "contract-absent" "contract";
    /// The contract's own WebAssembly could not be loaded: the package says it.
    ContractWasmUnavailable "contract-wasm-unavailable" "config";
    /// A text that is not JSON.
    ContractNotJson "contract-not-json" "contract";
    /// An object that throws when it is looked at: the package says it.
    ContractUnreadable "contract-unreadable" "contract";
    /// More than anybody has written.
    ContractTooLarge "contract-too-large" "contract";
    /// Deeper than anybody has written.
    ContractTooDeep "contract-too-deep" "contract";
    /// The wasm broke off: the package says it.
    ContractInterrupted "contract-interrupted" "contract";
    /// Not an object.
    ContractNotObject "contract-not-object" "contract";
    /// An `OpenAPI` 3 document.
    ContractOpenApi3 "contract-openapi-3" "contract";
    /// Neither Swagger 2.0 nor `OpenAPI` 3.
    ContractVersion "contract-version" "contract";
    /// No paths.
    ContractPaths "contract-paths" "contract";

    /// A strategy for pages that there is not.
    PagesStrategy "pages-strategy" "config";
    /// An option of pages that there is not, or that is not what it must be.
    PagesOption "pages-option" "config";
    /// A parameter for pages that the operation does not have.
    PagesParameter "pages-parameter" "contract";
    /// An operation in which no parameter for pages is to be found.
    PagesNotFound "pages-not-found" "contract";
    /// A page that was there before.
    PagesRepeated "pages-repeated" "contract";
    /// Pages of which nobody says whether they begin with 0 or 1, where page 0 failed and page 1 is there.
    PagesFrom "pages-from" "contract";
    /// More pages than there may be.
    PagesTooMany "pages-too-many" "contract";
    /// An end before as much was given as the API had announced.
    PagesIncomplete "pages-incomplete" "contract";
    /// An answer that does not tell where the pages end.
    PagesEndUnknown "pages-end-unknown" "contract";
    /// What `validate` is not.
    ValidateOption "validate-option" "config";
    /// What `integers` is not.
    IntegersOption "integers-option" "config";

    /// An operation that the contract does not have.
    OperationUnknown "operation-unknown" "contract";
    /// An operation that the contract does not have, but for its spelling.
    OperationUnknownNear "operation-unknown-near" "contract";
    /// An operation that cannot be called, because of what is odd about it in the contract.
    OperationFlawed "operation-flawed" "contract";
    /// Parameters that are no object.
    ParametersType "parameters-type" "contract";
    /// Parameters that throw when they are looked at, or go round in circles: the package says it.
    ParametersUnreadable "parameters-unreadable" "contract";
    /// Parameters with mistakes in them, each of which is one of the rules below.
    ParametersInvalid "parameters-invalid" "contract";
    /// Options that are no object.
    CallOptionsType "call-options-type" "config";
    /// An option that a call does not have.
    CallOptionUnknown "call-option-unknown" "config";
    /// An `accept` that names no media type.
    AcceptInvalid "accept-invalid" "config";
    /// An answer that does not fit the contract.
    AnswerInvalid "answer-invalid" "contract";

    /// A parameter that the operation does not have.
    RuleUnknown "rule-unknown" "contract";
    /// A parameter that the operation does not have, but for its spelling.
    RuleUnknownNear "rule-unknown-near" "contract";
    /// A header that the client sets itself.
    RuleClient "rule-client" "contract";
    /// A body of a method with which the platform sends none.
    RuleMethod "rule-method" "contract";
    /// A parameter that is needed and absent.
    RuleRequired "rule-required" "contract";
    /// A value of another type.
    RuleType "rule-type" "contract";
    /// A number beyond those that JavaScript tells from their neighbours.
    RulePrecision "rule-precision" "contract";
    /// A value that is not among those allowed.
    RuleEnum "rule-enum" "contract";
    /// An item with the sign in it that would separate it from the next.
    RuleCollectionFormat "rule-collectionFormat" "contract";
    /// A value that cannot be a part of a path.
    RulePath "rule-path" "contract";
    /// A value that cannot be in a header.
    RuleHeader "rule-header" "contract";
    /// A body that cannot be written as what the operation consumes.
    RuleConsumes "rule-consumes" "contract";
    /// A value that is not a multiple.
    RuleMultipleOf "rule-multipleOf" "contract";
    /// A number above the largest.
    RuleMaximum "rule-maximum" "contract";
    /// A number that is not below a limit.
    RuleExclusiveMaximum "rule-exclusiveMaximum" "contract";
    /// A number below the smallest.
    RuleMinimum "rule-minimum" "contract";
    /// A number that is not above a limit.
    RuleExclusiveMinimum "rule-exclusiveMinimum" "contract";
    /// A text that is too long.
    RuleMaxLength "rule-maxLength" "contract";
    /// A text that is too short.
    RuleMinLength "rule-minLength" "contract";
    /// A text without the pattern in it.
    RulePattern "rule-pattern" "contract";
    /// A text or number that is not of the format.
    RuleFormat "rule-format" "contract";
    /// Too many items.
    RuleMaxItems "rule-maxItems" "contract";
    /// Too few items.
    RuleMinItems "rule-minItems" "contract";
    /// An item that is there twice.
    RuleUniqueItems "rule-uniqueItems" "contract";
    /// More items than a list of schemas has.
    RuleAdditionalItems "rule-additionalItems" "contract";
    /// Too many fields.
    RuleMaxProperties "rule-maxProperties" "contract";
    /// Too few fields.
    RuleMinProperties "rule-minProperties" "contract";
    /// A field that is not among those of the schema.
    RuleAdditionalProperties "rule-additionalProperties" "contract";
    /// A name that is no definition which the schema can be.
    RuleDiscriminator "rule-discriminator" "contract";
    /// A field of a request that is the server's to say.
    RuleReadOnly "rule-readOnly" "contract";
    /// A status that the contract does not have.
    RuleStatus "rule-status" "contract";
    /// More mistakes than are told.
    RuleMore "rule-more" "contract";
    /// A validation that would take too long.
    RuleUnfinished "rule-unfinished" "contract";
    /// What a mistake says when values are shown: it is none itself.
    RuleValue "rule-value" "contract";

    /// A reference to nothing.
    RemarkReferenceBroken "remark-reference-broken" "contract";
    /// A reference to another document.
    RemarkReferenceExternal "remark-reference-external" "contract";
    /// References that only refer to each other.
    RemarkReferenceCycle "remark-reference-cycle" "contract";
    /// A reference that is not written as the specification has it.
    RemarkReferenceForm "remark-reference-form" "contract";
    /// What cannot be meant as it stands.
    RemarkDoubtful "remark-doubtful" "contract";
    /// Something of another type than the specification says.
    RemarkMalformed "remark-malformed" "contract";
    /// A type that there is not.
    RemarkType "remark-type" "contract";
    /// A format that the client does not know.
    RemarkFormat "remark-format" "contract";
    /// A place that parameters do not have.
    RemarkIn "remark-in" "contract";
    /// A way of writing lists that there is not at this place.
    RemarkCollection "remark-collection-format" "contract";
    /// A keyword of another specification.
    RemarkForeign "remark-keyword" "contract";
    /// A `pattern` that is no regular expression.
    RemarkPattern "remark-pattern" "contract";
    /// A `pattern` that may be a regular expression, but not one that the client understands.
    RemarkPatternUnknown "remark-pattern-unknown" "contract";
    /// A parameter without a name.
    RemarkParameterName "remark-parameter-name" "contract";
    /// A parameter, or its items, without a type.
    RemarkParameterUntyped "remark-parameter-untyped" "contract";
    /// A parameter that is no body and has a schema.
    RemarkParameterSchema "remark-parameter-schema" "contract";
    /// A list that does not say of what.
    RemarkItems "remark-items" "contract";
    /// A body without a schema.
    RemarkSchema "remark-body-schema" "contract";
    /// Two parameters that are the same.
    RemarkParameterTwice "remark-parameter-twice" "contract";
    /// What should be a media type is none.
    RemarkMediaType "remark-media-type" "contract";
    /// A key of responses that is no status.
    RemarkStatus "remark-status" "contract";
    /// Two bodies, or a body and a form.
    RemarkBodyTwice "remark-body-twice" "contract";
    /// A body where HTTP has none.
    RemarkBodyOnGet "remark-body-on-get" "contract";
    /// A header whose name is none.
    RemarkHeaderName "remark-header-name" "contract";
    /// A parameter of a path that is not marked as required.
    RemarkPathOptional "remark-path-parameter-optional" "contract";
    /// A part of a path between braces, without the parameter for it.
    RemarkPathUndeclared "remark-path-parameter-undeclared" "contract";
    /// A parameter of a path that has no place for it.
    RemarkPathUnused "remark-path-parameter-unused" "contract";
    /// A part of a path whose parameter is written in another case.
    RemarkPathCase "remark-path-parameter-case" "contract";
    /// A path that does not begin with a slash.
    RemarkPathSlash "remark-path-slash" "contract";
    /// A path with two slashes in a row.
    RemarkPathDouble "remark-path-double-slash" "contract";
    /// A path with a query behind it.
    RemarkPathQuery "remark-path-query" "contract";
    /// A path with a fragment behind it.
    RemarkPathFragment "remark-path-fragment" "contract";
    /// A path with more than names between its braces.
    RemarkPathTemplate "remark-path-template" "contract";
    /// A path that stands for several.
    RemarkPathWildcard "remark-path-wildcard" "contract";
    /// A path that cannot be sent.
    RemarkPathUnusable "remark-path-unusable" "contract";
    /// A base path that is none.
    RemarkBasePath "remark-base-path" "contract";
    /// A base path that does not begin with a slash.
    RemarkBasePathSlash "remark-base-path-slash" "contract";
    /// A host that is more than one.
    RemarkHost "remark-host" "contract";
    /// Several operations of one name.
    RemarkOperationTwice "remark-operation-twice" "contract";
    /// An operation that has the method and path of another as its name.
    RemarkOperationTaken "remark-operation-taken" "contract";
    /// Parameters of which references make too many.
    RemarkUnfolded "remark-unfolded" "contract";
    /// More remarks than are kept.
    RemarkMore "remark-more" "contract";
    /// What a remark says when it costs nothing: it is none itself, as the next two.
    RemarkCostsNothing "remark-costs-nothing" "contract";
    /// What it says when something is not checked.
    RemarkCostsCheck "remark-costs-check" "contract";
    /// What it says when operations cannot be called.
    RemarkCostsOperation "remark-costs-operation" "contract";
}

impl Reason {
    /// Its place in `messages/reasons.json`.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Map, Value, json};

    use super::Reason;

    fn texts(text: &str) -> Map<String, Value> {
        serde_json::from_str::<Value>(text).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default()
    }

    /// The names between braces.
    fn facts(text: &str) -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    }

    #[test]
    fn the_list_for_javascript_is_in_step() {
        let rows = Reason::ALL.iter().map(|it| json!([it.id(), it.kind(), false]).to_string());
        let expected = format!("[\n  {}\n]\n", rows.collect::<Vec<_>>().join(",\n  "));
        assert_eq!(include_str!("messages/reasons.json"), expected, "make messages/reasons.json this:\n{expected}");
        assert!(Reason::ALL.iter().enumerate().all(|(place, reason)| usize::from(reason.number()) == place));
    }

    #[test]
    fn every_reason_has_the_same_texts_in_both_languages_and_no_text_is_left_over() {
        let [fr, en] = [
            [include_str!("messages/fr.json"), include_str!("messages/remarks-fr.json")],
            [include_str!("messages/en.json"), include_str!("messages/remarks-en.json")],
        ]
        .map(|both| both.into_iter().flat_map(texts).collect::<Map<_, _>>());
        let ids: BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.id()).collect();
        for texts in [&fr, &en] {
            assert_eq!(texts.keys().map(String::as_str).collect::<BTreeSet<_>>(), ids);
        }
        for id in ids {
            // What is wrong with a single value has one advice, which is that of the call.
            let parts: &[&str] = if id.starts_with("rule-") || id.starts_with("remark-costs-") {
                &["message"]
            } else {
                &["message", "advice"]
            };
            for part in parts {
                let [fr, en] =
                    [&fr, &en].map(|texts| texts.get(id).and_then(|it| it.get(*part)?.as_str()).unwrap_or_default());
                assert!(fr.len() > 10 && en.len() > 10, "{id} {part}");
                assert_eq!(facts(fr), facts(en), "{id} {part}");
            }
        }
    }
}
