//! The text of `spectable explain`: for each rule what it is, why it is there, an example, and what to do.

use super::rules::{Explanation, Rule};

impl Rule {
    /// What the rule is about.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::ModelAdded => Explanation {
                what: "The new source documents a model that the old one does not.",
                why: "A new model is a new Rust type. Nothing that compiled refers to it, so the change is minor, and nothing changes on the wire until a property refers to it.",
                example: "new: a page `QueueOwner.md`",
                remedy: "Nothing to mend. Take it in with `spectable update` when one of your models reaches it.",
            },
            Self::ModelRemoved => Explanation {
                what: "The old source documents a model that the new one does not, under this name or another.",
                why: "The Rust type goes away, and with it every program that names it. The wire is not touched by that: what the server sends is said by the properties that referred to the model.",
                example: "old: a page `QueueOwner.md`; new: none",
                remedy: "Release a major version, or keep the page in schema/ as long as the server still sends the model.",
            },
            Self::ModelRenamed => Explanation {
                what: "A model is gone, and exactly one new model has the same properties.",
                why: "A documentation generator often renames a model when a second one of that name appears. JSON carries no model names, so the wire stays as it is; in Rust the type has another name. Properties that refer to it are not reported again.",
                example: "old: `Queue` (id, name, owner); new: `RoutingQueue` (id, name, owner)",
                remedy: "Release a major version; a type alias under the old name lets users move at leisure.",
            },
            Self::PropertyAdded => Explanation {
                what: "A model has a property that it did not have.",
                why: "Models are non-exhaustive and are built with setters, so one more field is minor. Old code that reads it keeps it in `Extra`. If requests must carry it, the requests of old code are refused.",
                example: "new: `| **media_type** | str | | [optional] |`",
                remedy: "Take it in with `spectable update`. If it is required, release soon: old code cannot send it.",
            },
            Self::PropertyRemoved => Explanation {
                what: "A model no longer has a property, and none of the new ones has its wire name or its Rust name.",
                why: "The field goes away, so programs that use it no longer compile. On the wire an old reader sees nothing where there was a value.",
                example: "old: `| **media_type** | str | | [optional] |`; new: no such row",
                remedy: "Ask whether the server really stopped sending it: documentation loses rows by mistake. If it did, release a major version.",
            },
            Self::PropertyRenamed => Explanation {
                what: "The JSON key is the same, and the documented name is another one.",
                why: "Rust field names come from documented names, so the field is renamed and programs that use it no longer compile. The wire stays as it is.",
                example: "old: `userId` documented as `user_id`; new: `userId` documented as `pc_user_id`",
                remedy: "Release a major version, or keep the old Rust name: names in the lock are pinned per documented name, so an overlay entry has to say it.",
            },
            Self::TypeChanged => Explanation {
                what: "The Rust type of a field is another one.",
                why: "Programs that use the field with its old type no longer compile. The wire verdict says which way documents are still read: an integer is read as a float but not always the other way round, a date-time is read as text, a value is never read as a list.",
                example: "old: `| **size** | int |`; new: `| **size** | float |`",
                remedy: "Release a major version. If documents on the wire did not change, the old type was wrong, or the new one is: see what the server sends.",
            },
            Self::WireNameChanged => Explanation {
                what: "The Rust field is the same, and its JSON key is another one.",
                why: "Everything compiles, and nothing works: old code sends and expects a key that the new server does not know. Such a change comes from an overlay entry, or from an OpenAPI document.",
                example: "old: `property` = \"pcProperty\"; new: `property` = \"property\"",
                remedy: "Find out which key the server uses. If the old one was wrong, a patch release mends it; say so in the changelog.",
            },
            Self::OptionalToRequired => Explanation {
                what: "Requests must carry a property that they could leave out.",
                why: "Every field is an `Option`, so Rust does not change. Requests of old code that leave the property out are refused.",
                example: "old: `| **version** | int | | [optional] |`; new: `| **version** | int | | |`",
                remedy: "Look for code that builds this model without the property.",
            },
            Self::RequiredToOptional => Explanation {
                what: "Requests may leave out a property that they had to carry.",
                why: "Every field is an `Option`, so Rust does not change, and old code, which sends the property, is understood as before.",
                example: "old: `| **version** | int | | |`; new: `| **version** | int | | [optional] |`",
                remedy: "Nothing to mend.",
            },
            Self::TypeRespelled => Explanation {
                what: "The documented type has another text and is the same Rust type.",
                why: "It is reported so that no row changes unseen; neither Rust nor the wire is touched.",
                example: "old: `LocalTime`, a name without a page; new: `object`",
                remedy: "Nothing to mend.",
            },
            Self::EnumValueAdded => Explanation {
                what: "An enum has a value that it did not have.",
                why: "Enums are open and non-exhaustive, so one more variant is minor. Old code reads the value as `Unrecognized` and loses nothing.",
                example: "new: `direction` may also be \"transfer\"",
                remedy: "Release a minor version, and look at each `match` whose fallback assumed that all values were known.",
            },
            Self::EnumValueRemoved => Explanation {
                what: "An enum no longer has a value.",
                why: "The variant goes away, so programs that name it no longer compile. A server that no longer knows the value may refuse requests that carry it.",
                example: "old: `direction` may be \"transfer\"; new: it may not",
                remedy: "Release a major version, or keep the value in the overlay: a variant that the server no longer sends does no harm.",
            },
            Self::EnumValueRespelled => Explanation {
                what: "A variant has the same Rust name and another text on the wire.",
                why: "Everything compiles, and the two sides do not understand each other: old code sends the old text, and reads the new text as `Unrecognized`.",
                example: "old: `Inbound` = \"inbound\"; new: `Inbound` = \"INBOUND\"",
                remedy: "Find out which spelling the server uses. If it uses both, both are values and need a variant each.",
            },
            Self::DescriptionChanged => Explanation {
                what: "The description of a model, a property, an enum or a value is another text.",
                why: "Descriptions become rustdoc, so the change is a patch. Sometimes a description is where a change of behaviour is announced: read it.",
                example: "old: \"The duration.\"; new: \"The duration in milliseconds.\"",
                remedy: "Read both texts, then take the new one in with `spectable update`.",
            },
            Self::OrderChanged => Explanation {
                what: "The same properties or values stand in another order.",
                why: "JSON objects have no order and Rust fields are used by name. What changes is the order in which documents are written, and the order of `VALUES`.",
                example: "old: `id`, `name`; new: `name`, `id`",
                remedy: "Nothing to mend.",
            },
            Self::ReleaseChanged => Explanation {
                what: "The source says that it belongs to another release.",
                why: "The release stands in the header of what is generated.",
                example: "old: 243.0.0; new: 257.1.0",
                remedy: "Nothing to mend; `spectable update` notes it.",
            },
            Self::ReadOnlyChanged => Explanation {
                what: "Whether requests may carry a property has changed.",
                why: "Rust keeps the mark in the table only. A property that becomes read-only may be refused in the requests of old code; one that no longer is can be sent from now on.",
                example: "new: `self_uri` is marked [readonly]",
                remedy: "Look for code that sends the property.",
            },
            Self::DeprecatedChanged => Explanation {
                what: "Whether a property should still be used has changed.",
                why: "A new deprecation gives users a warning of the compiler, which is a minor change by Cargo's rules; one that is taken back is a patch.",
                example: "new: `skill_id` is marked as deprecated",
                remedy: "Move to what the description names instead, before the property is removed.",
            },
            Self::GeneratedNameMoved => Explanation {
                what: "The same documented name has another Rust name.",
                why: "When two documented names would become one Rust name, one of them has to give way, and a later page could so rename an item that was released. The lock pins every released name to prevent it. The finding occurs between two sources that are compared without a lock, or when an overlay entry gives a name anew.",
                example: "old: `UserStatus` is the enum of `User.status`; new: `UserStatus` is a model, and the enum is `UserStatusValue`",
                remedy: "Let `spectable update` keep the released names, or release a major version.",
            },
        }
    }
}
