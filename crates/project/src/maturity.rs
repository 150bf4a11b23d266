//! How ripe a reserve project is (熟化): the weight of the approvals it holds.

use crate::{ApprovalState, Project, Refusal};
use figure::Decimal;
use indicator::Percent;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most items of a checklist.
const ITEMS_MAX: usize = 60;

/// An item of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Stable code.
    pub code: String,
    /// Name.
    pub title: String,
    /// Weight, at least 1.
    pub weight: u16,
}

/// A version of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// From 1.
    pub version: u32,
    /// First day on which it is used.
    pub valid_from: Date,
    /// Items in the order of the work.
    pub items: Vec<Item>,
}

impl Checklist {
    /// The usual items of a government investment project.
    pub fn default_of(version: u32, valid_from: Date) -> Self {
        let item = |(code, title, weight): (&str, &str, u16)| Item {
            code: code.to_owned(),
            title: title.to_owned(),
            weight,
        };
        let items = [
            ("proposal", "项目建议书批复（立项）", 15),
            ("site", "用地预审与选址意见", 15),
            ("feasibility", "可行性研究报告批复", 20),
            ("environment", "环境影响评价", 10),
            ("budget", "初步设计及概算批复", 15),
            ("planning_permit", "建设工程规划许可", 15),
            ("funds", "资金落实证明", 10),
        ];
        Self {
            version,
            valid_from,
            items: items.into_iter().map(item).collect(),
        }
    }

    /// Errors: `checklist_size`, `checklist_twice`, `checklist_weight`.
    pub fn check(&self) -> Result<(), Refusal> {
        if self.items.is_empty() || self.items.len() > ITEMS_MAX {
            return Err(Refusal::new("checklist_size").with("max", ITEMS_MAX));
        }
        for (index, item) in self.items.iter().enumerate() {
            if self.items[..index].iter().any(|i| i.code == item.code) {
                return Err(Refusal::new("checklist_twice").with("item", &item.code));
            }
            if item.weight == 0 {
                return Err(Refusal::new("checklist_weight").with("item", &item.code));
            }
        }
        Ok(())
    }
}

/// An item that does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lack {
    /// Code of the item.
    pub item: String,
    /// The last day of what was entered and ran out; none where nothing was entered.
    pub expired_on: Option<Date>,
}

/// How ripe a project is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Maturity {
    /// Weight held, in percent of the weight needed; 100 where nothing is needed.
    pub score: Percent,
    /// Codes held.
    pub held: Vec<String>,
    /// Codes that are not needed, each with a reason in the state.
    pub not_needed: Vec<String>,
    /// What lacks.
    pub lacks: Vec<Lack>,
    /// Version of the checklist.
    pub version: u32,
}

fn lack(item: &Item, expired_on: Option<Date>) -> Lack {
    Lack {
        item: item.code.clone(),
        expired_on,
    }
}

/// The maturity of a project on a day, from what was known then.
pub fn maturity(project: &Project, checklist: &Checklist, on: Date) -> Maturity {
    let known = project.approvals_on(on);
    let (mut held, mut not_needed, mut lacks) = (vec![], vec![], vec![]);
    let (mut have, mut need) = (0u32, 0u32);
    for item in &checklist.items {
        let state = known.get(item.code.as_str()).map(|a| &a.state);
        if let Some(ApprovalState::NotNeeded { .. }) = state {
            not_needed.push(item.code.clone());
            continue;
        }
        need += u32::from(item.weight);
        match state {
            Some(ApprovalState::Held {
                expires_on: Some(last),
                ..
            }) if *last < on => {
                lacks.push(lack(item, Some(*last)));
            }
            Some(_) => {
                have += u32::from(item.weight);
                held.push(item.code.clone());
            }
            None => lacks.push(lack(item, None)),
        }
    }
    let score = Percent::of(Decimal::from(have), Decimal::from(need));
    Maturity {
        score: score.unwrap_or(Percent(Decimal::ONE_HUNDRED)),
        held,
        not_needed,
        lacks,
        version: checklist.version,
    }
}
