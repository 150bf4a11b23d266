//! The invented people of the profile as accounts without passwords.

use crate::change_of::made;
use crate::person::PersonState;
use crate::{App, Result, kinds};
use profile::DemoPerson;

pub(super) async fn create(app: &App, people: &[DemoPerson]) -> Result<()> {
    let mut changes = vec![];
    for person in people {
        let state = PersonState {
            id: person.person.id.as_str().to_owned(),
            name: person.person.name.clone(),
            title: person.person.title.clone(),
            unit: person.person.unit.clone(),
            roles: person.person.roles.clone(),
            disabled: false,
            demo: true,
            front: person.front,
            password_changed_at: None,
        };
        changes.push(made(kinds::PERSON, &state.id, "person.create_demo", &state));
    }
    app.append(&app.system(), changes).await?;
    Ok(())
}
