//! Who looks at a case after the council, and whose Code a procedure says that it follows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::feedback::words;

/// The body a customer may turn to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OmbudsmanRule {
    /// Which.
    pub body: Body,
    /// For which subjects, by the council's word; for all others where none is listed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
}

words!(
    /// A body that looks at complaints about councils.
    Body {
        /// England, except landlord matters.
        Lgsco = "lgsco", "Local Government and Social Care Ombudsman";
        /// England, landlord matters.
        HousingOmbudsman = "housing-ombudsman", "Housing Ombudsman";
        /// Scotland.
        Spso = "spso", "Scottish Public Services Ombudsman";
        /// Wales.
        Psow = "psow", "Public Services Ombudsman for Wales";
        /// Northern Ireland.
        Nipso = "nipso", "Northern Ireland Public Services Ombudsman";
        /// Personal data, everywhere.
        InformationCommissioner = "information-commissioner", "Information Commissioner";
        /// Universities in England and Wales.
        Oia = "oia", "Office of the Independent Adjudicator";
    }
);

impl Body {
    /// Where they are reached: web page and telephone.
    pub const fn reached_at(self) -> (&'static str, &'static str) {
        match self {
            Body::Lgsco => ("www.lgo.org.uk", "0300 061 0614"),
            Body::HousingOmbudsman => ("www.housing-ombudsman.org.uk", "0300 111 3000"),
            Body::Spso => ("www.spso.org.uk", "0800 377 7330"),
            Body::Psow => ("www.ombudsman.wales", "0300 790 0203"),
            Body::Nipso => ("www.nipso.org.uk", "0800 34 34 24"),
            Body::InformationCommissioner => ("ico.org.uk", "0303 123 1113"),
            Body::Oia => ("www.oiahe.org.uk", "0118 959 9813"),
        }
    }
}

words!(
    /// A Code that a procedure may say it follows.
    Code {
        /// The Local Government and Social Care Ombudsman's, of 2024.
        Lgsco2024 = "lgsco-2024", "Local Government and Social Care Ombudsman’s Complaint Handling Code 2024";
        /// The Housing Ombudsman's, of 2024.
        HousingOmbudsman2024 = "housing-ombudsman-2024", "Housing Ombudsman’s Complaint Handling Code 2024";
    }
);
