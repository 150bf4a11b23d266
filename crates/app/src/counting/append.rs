//! A change of a case, with what it moves: counts, totals, lights.

use super::facts_of_one;
use super::register::{Register, is_counted};
use super::seen::seen;
use crate::change_of::{changed, made};
use crate::retry::on_the_side;
use crate::standing::standing;
use crate::{Actor, App, Result, kinds, lights};
use casework::Case;
use commitment::{Commitment, Counted, VerifiedCase, share};
use store::kind::counted_id;
use store::{Change, Loaded, Write};

/// Appends a change of a case. Where it begins or ceases to count for a commitment, that and the
/// light are in the same transaction; a collision there is tried anew, since it is not the actor's.
pub(crate) async fn append(
    app: &App,
    actor: &Actor,
    (before, after): (&Case, &Case),
    change: Change,
    writes: Vec<Write>,
) -> Result<()> {
    let now = seen(after);
    if seen(before) == now {
        app.append_with(actor, vec![change], vec![], writes).await?;
        return Ok(());
    }
    on_the_side(|| once(app, actor, &after.id, now.as_ref(), &change, &writes)).await
}

async fn once(
    app: &App,
    actor: &Actor,
    case: &str,
    now: Option<&VerifiedCase>,
    change: &Change,
    writes: &[Write],
) -> Result<()> {
    let register = Register::load(app).await?;
    let mut changes = vec![change.clone()];
    for some in register.commitments().chunks(store::MAX_LOAD) {
        let counting: Vec<Loaded<Commitment>> = app
            .store()
            .load_many(app.district(), kinds::COMMITMENT, some)
            .await?;
        let ids: Vec<String> = some.iter().map(|id| counted_id(id, case)).collect();
        let counted: Vec<Loaded<Counted>> = app
            .store()
            .load_many(app.district(), kinds::COUNTED, &ids)
            .await?;
        for c in counting.iter().filter(|c| is_counted(&c.state)) {
            let known = counted.iter().find(|k| k.state.commitment == c.state.id);
            if moved(app, &c.state, case, known, now).is_some() {
                changes.extend(moves(app, &c.state.id, case, now).await?);
            }
        }
    }
    let expects = vec![register.expected()];
    app.append_with(actor, changes, expects, writes.to_vec())
        .await?;
    Ok(())
}

/// What a case counts from today on; none where that is what it counts already.
pub(super) fn moved(
    app: &App,
    c: &Commitment,
    case: &str,
    known: Option<&Loaded<Counted>>,
    now: Option<&VerifiedCase>,
) -> Option<Counted> {
    let measure = c.cases.as_ref()?;
    let share = now.and_then(|now| share(measure, c.start, now));
    let fresh = || Counted::new(c.id.clone(), case.to_owned());
    let before = known.map_or_else(fresh, |known| known.state.clone());
    before.moved(share.as_ref(), app.today())
}

/// The change that keeps it.
pub(super) fn kept(known: Option<&Loaded<Counted>>, next: &Counted) -> Change {
    let action = match next.standing() {
        Some(_) => "counted.count",
        None => "counted.take_back",
    };
    match known {
        Some(known) => changed(known, action, None, next),
        None => {
            let id = counted_id(&next.commitment, &next.case);
            made(kinds::COUNTED, &id, action, next)
        }
    }
}

/// The count, the turnstile and the light of one commitment, read anew in this order: the commitment
/// with its turnstile and light, then what is counted.
async fn moves(
    app: &App,
    commitment: &str,
    case: &str,
    now: Option<&VerifiedCase>,
) -> Result<Vec<Change>> {
    let mut found = standing(app, commitment).await?;
    let (gate, light) = (found.gate.pass(), found.light.take());
    let (c, records) = found.split();
    let known: Option<Loaded<Counted>> = app
        .store()
        .load(
            app.district(),
            kinds::COUNTED,
            &counted_id(commitment, case),
        )
        .await?;
    let Some(next) = moved(app, &c, case, known.as_ref(), now) else {
        return Ok(vec![]);
    };
    let mut facts = facts_of_one(app, &c).await?;
    facts
        .cases
        .replace(known.as_ref().map(|known| &known.state), &next);
    let mut changes = vec![kept(known.as_ref(), &next), gate];
    let basis = lights::Basis::new(&records, &facts);
    changes.extend(lights::recompute_by(app, &c, basis, light).await?);
    Ok(changes)
}
