//! Kinds of personal data.

use serde::{Deserialize, Serialize};

/// One kind of personal data, by which it is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person's name.
    Name,
    /// A mobile number.
    Mobile,
    /// A landline number with its area code.
    Landline,
    /// A resident's identity number (GB 11643).
    IdCard,
    /// Door, building and room of an address.
    Address,
    /// An e-mail address.
    Email,
    /// A bank card's number.
    BankCard,
    /// A vehicle's number plate (GA 36).
    Plate,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Mobile,
        Self::Landline,
        Self::IdCard,
        Self::Address,
        Self::Email,
        Self::BankCard,
        Self::Plate,
    ];

    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::IdCard => "id_card",
            Self::Address => "address",
            Self::Email => "email",
            Self::BankCard => "bank_card",
            Self::Plate => "plate",
        }
    }
    /// The name in Chinese.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Name => "姓名",
            Self::Mobile => "手机号",
            Self::Landline => "固定电话",
            Self::IdCard => "身份证号",
            Self::Address => "门牌房号",
            Self::Email => "电子邮箱",
            Self::BankCard => "银行卡号",
            Self::Plate => "车牌号",
        }
    }
}
