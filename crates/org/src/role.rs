//! Roles, and the separation of the three administrators (等保: 三权分立, GB/T 22239).

use crate::coded_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

coded_enum! {
    /// What a person is allowed to be.
    Role {
        /// 区府办督查: decomposes, issues, supervises, verifies.
        DistrictOffice => "district_office",
        /// A department's clerk: enters records, claims.
        DepartmentClerk => "department_clerk",
        /// A department's head: approves what leaves the department.
        DepartmentHead => "department_head",
        /// A subdistrict's clerk.
        SubdistrictClerk => "subdistrict_clerk",
        /// A community's worker.
        CommunityWorker => "community_worker",
        /// A leader: reads all, decides for the units overseen.
        Leader => "leader",
        /// An auditor: reproduces any figure, changes nothing.
        Auditor => "auditor",
        /// 系统管理员: accounts, units, profile; gives no rights, reads no audit trail.
        SystemAdmin => "system_admin",
        /// 安全管理员: gives and takes rights; creates no accounts.
        SecurityAdmin => "security_admin",
        /// 审计管理员: reads and verifies the trail of the other two.
        AuditAdmin => "audit_admin",
        /// A program acting for a unit by its token.
        ApiClient => "api_client",
        /// 坐席: files and follows cases on somebody's behalf (F3-01).
        HotlineAgent => "hotline_agent",
        /// 受理员: takes in and registers cases (GB/T 30428, F2-01).
        CaseClerk => "case_clerk",
        /// 值班长: approves registration, voiding and closing.
        ShiftLead => "shift_lead",
        /// 派遣员: dispatches by the duty list, decides on extension, return and suspension.
        Dispatcher => "dispatcher",
        /// 监督员: verifies on site what another handled.
        Inspector => "inspector",
        /// 网格员: finds, reports and handles on the street (F2-02).
        GridWorker => "grid_worker",
        /// 人大代表: files snapshots and rates the answer (F1-06).
        Deputy => "deputy",
    }
}

impl Role {
    /// True for the three administrators, of whom one person can be only one.
    pub fn is_administrator(self) -> bool {
        matches!(
            self,
            Self::SystemAdmin | Self::SecurityAdmin | Self::AuditAdmin
        )
    }
}

/// Why roles cannot be held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RoleError {
    /// Two of the three administrators in one person.
    #[error(
        "系统管理员、安全管理员、审计管理员须由不同的人担任：{first}与{second}不能同时授予一人"
    )]
    AdministratorsTogether {
        /// The one held.
        first: Role,
        /// The one that cannot be added.
        second: Role,
    },
}

impl RoleError {
    /// Stable code for logs and the API.
    pub fn code(self) -> &'static str {
        match self {
            Self::AdministratorsTogether { .. } => "administrators_together",
        }
    }
}

/// The roles of one person; holds at most one of the three administrators.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Role>", into = "Vec<Role>")]
pub struct RoleSet(BTreeSet<Role>);

impl RoleSet {
    /// Collects roles. Errors: [`RoleError::AdministratorsTogether`].
    pub fn new(roles: impl IntoIterator<Item = Role>) -> Result<Self, RoleError> {
        roles
            .into_iter()
            .try_fold(Self::default(), |set, role| set.with(role))
    }
    /// The set with one more role. Errors: [`RoleError::AdministratorsTogether`].
    pub fn with(mut self, role: Role) -> Result<Self, RoleError> {
        let held = self
            .0
            .iter()
            .copied()
            .find(|r| r.is_administrator() && *r != role);
        match held {
            Some(first) if role.is_administrator() => Err(RoleError::AdministratorsTogether {
                first,
                second: role,
            }),
            _ => {
                self.0.insert(role);
                Ok(self)
            }
        }
    }
    /// The set without a role.
    pub fn without(mut self, role: Role) -> Self {
        self.0.remove(&role);
        self
    }
    /// True when held.
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }
    /// The roles in order of declaration.
    pub fn iter(&self) -> impl Iterator<Item = Role> + '_ {
        self.0.iter().copied()
    }
    /// True when no role is held.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<Vec<Role>> for RoleSet {
    type Error = RoleError;
    fn try_from(roles: Vec<Role>) -> Result<Self, RoleError> {
        Self::new(roles)
    }
}
impl From<RoleSet> for Vec<Role> {
    fn from(set: RoleSet) -> Self {
        set.0.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn two_administrators_are_refused() {
        let held = RoleSet::new([Role::SystemAdmin]).unwrap();
        assert_eq!(held.clone().with(Role::SystemAdmin), Ok(held.clone()));
        let error = held.with(Role::AuditAdmin).unwrap_err();
        let (first, second) = (Role::SystemAdmin, Role::AuditAdmin);
        assert_eq!(error, RoleError::AdministratorsTogether { first, second });
        assert_eq!(error.code(), "administrators_together");
    }

    #[test]
    fn codes_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(*role));
        }
        assert_eq!(Role::from_code("root"), None);
    }

    proptest! {
        #[test]
        fn a_set_never_holds_two_administrators(picks in proptest::collection::vec(0..Role::ALL.len(), 0..8)) {
            let roles: Vec<Role> = picks.into_iter().map(|i| Role::ALL[i]).collect();
            let wanted: BTreeSet<Role> = roles.iter().copied().filter(|r| r.is_administrator()).collect();
            match RoleSet::new(roles.clone()) {
                Ok(set) => {
                    prop_assert!(wanted.len() <= 1);
                    prop_assert!(roles.iter().all(|r| set.contains(*r)));
                }
                Err(_) => prop_assert!(wanted.len() > 1),
            }
        }
    }
}
