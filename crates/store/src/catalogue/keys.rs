//! Does a statement ask for one district, first of all?

use sqlparser::ast::{
    ConflictTarget, Delete, Expr, FromTable, Insert, JoinConstraint, JoinOperator, ObjectType,
    OnInsert, Query, Select, SetExpr, Statement, TableConstraint, TableFactor, TableWithJoins,
    Update,
};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

const KEY: &str = "district_id";

type Checked = Result<(), String>;

/// Every table read or changed must be narrowed to `district_id = $1` before anything else.
pub(super) fn check(text: &str) -> Checked {
    for statement in parse(text)? {
        match statement {
            Statement::Query(it) => query(&it)?,
            Statement::Insert(it) => insert(&it)?,
            Statement::Update(it) => update(&it)?,
            Statement::Delete(it) => delete(&it)?,
            other => return Err(format!("unexpected: {other}")),
        }
    }
    Ok(())
}

/// Every table, primary key and index must begin with the district.
pub(super) fn check_schema(text: &str) -> Checked {
    for statement in parse(text)? {
        let ok = match &statement {
            Statement::CreateTable(it) => {
                let first = it
                    .columns
                    .first()
                    .is_some_and(|column| column.name.value == KEY);
                let inline = it.columns[0].to_string().contains("PRIMARY KEY");
                let key = it.constraints.iter().any(|constraint| match constraint {
                    TableConstraint::PrimaryKey(key) => key.columns[0].to_string() == KEY,
                    _ => false,
                });
                first && (key || inline)
            }
            Statement::CreateIndex(it) => it.columns[0].to_string() == KEY,
            Statement::Drop { object_type, .. } => *object_type == ObjectType::Index,
            _ => false,
        };
        if !ok {
            return Err(statement.to_string());
        }
    }
    Ok(())
}

/// The highest `$n`.
pub(super) fn parameters(text: &str) -> usize {
    let parts = text.split('$').skip(1);
    let numbers = parts.map(|part| {
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

fn parse(text: &str) -> Result<Vec<Statement>, String> {
    Parser::parse_sql(&PostgreSqlDialect {}, text).map_err(|error| error.to_string())
}

fn query(it: &Query) -> Checked {
    set(&it.body)
}

fn set(it: &SetExpr) -> Checked {
    match it {
        SetExpr::Select(it) => select(it),
        SetExpr::Values(_) => Ok(()),
        SetExpr::SetOperation { left, right, .. } => set(left).and_then(|()| set(right)),
        other => Err(format!("unexpected: {other}")),
    }
}

fn select(it: &Select) -> Checked {
    for from in &it.from {
        narrowed(from, it.selection.as_ref())?;
    }
    it.selection.as_ref().map_or(Ok(()), inner)
}

/// The first table by the `WHERE`, the joined ones by their `ON`.
fn narrowed(from: &TableWithJoins, selection: Option<&Expr>) -> Checked {
    factor(&from.relation, selection)?;
    for join in &from.joins {
        let on = match &join.join_operator {
            JoinOperator::Join(JoinConstraint::On(on))
            | JoinOperator::Inner(JoinConstraint::On(on))
            | JoinOperator::Left(JoinConstraint::On(on)) => on,
            _ => return Err("a join without ON".to_owned()),
        };
        factor(&join.relation, Some(on))?;
        inner(on)?;
    }
    Ok(())
}

fn factor(relation: &TableFactor, condition: Option<&Expr>) -> Checked {
    match relation {
        TableFactor::Table {
            args: None,
            name,
            alias,
            ..
        } => {
            let known = alias.as_ref().map(|alias| alias.name.value.clone());
            let condition = condition.ok_or_else(|| format!("{name} without a condition"))?;
            keyed(condition, known.as_deref())
        }
        TableFactor::Derived { subquery, .. } => query(subquery),
        TableFactor::Table { .. } | TableFactor::UNNEST { .. } => Ok(()),
        other => Err(format!("unexpected: {other}")),
    }
}

/// The leftmost of the conditions joined by AND is the district's.
fn keyed(condition: &Expr, alias: Option<&str>) -> Checked {
    let mut leaf = condition;
    while let Expr::BinaryOp {
        left,
        op: sqlparser::ast::BinaryOperator::And,
        ..
    } = leaf
    {
        leaf = left;
    }
    let text = leaf.to_string();
    let own = alias.map_or_else(|| KEY.to_owned(), |alias| format!("{alias}.{KEY}"));
    let other = text.strip_prefix(&format!("{own} = ")).unwrap_or_default();
    if other == "$1" || other.ends_with(&format!(".{KEY}")) {
        Ok(())
    } else {
        Err(format!("first condition is {text}"))
    }
}

/// Queries inside a condition.
fn inner(condition: &Expr) -> Checked {
    match condition {
        Expr::BinaryOp { left, right, .. } => inner(left).and_then(|()| inner(right)),
        Expr::Nested(it) | Expr::UnaryOp { expr: it, .. } => inner(it),
        Expr::InSubquery { subquery, .. } | Expr::Exists { subquery, .. } => query(subquery),
        Expr::Subquery(it) => query(it),
        _ => Ok(()),
    }
}

fn insert(it: &Insert) -> Checked {
    if it.columns.first().map(ToString::to_string).as_deref() != Some(KEY) {
        return Err("the first column is another".to_owned());
    }
    let first = match it.source.as_ref().map(|source| source.body.as_ref()) {
        Some(SetExpr::Values(values)) => values.rows[0].content.first().map(ToString::to_string),
        Some(SetExpr::Select(select)) => select.projection.first().map(ToString::to_string),
        _ => None,
    };
    let first = first.unwrap_or_default();
    if first != "$1" {
        return Err(format!("the first value is {first}"));
    }
    match &it.on {
        Some(OnInsert::OnConflict(conflict)) => match &conflict.conflict_target {
            Some(ConflictTarget::Columns(columns)) if columns[0].value == KEY => Ok(()),
            _ => Err("the conflict's key is another".to_owned()),
        },
        _ => Ok(()),
    }
}

fn update(it: &Update) -> Checked {
    narrowed(&it.table, it.selection.as_ref())?;
    it.selection.as_ref().map_or(Ok(()), inner)
}

fn delete(it: &Delete) -> Checked {
    let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) = &it.from;
    for table in tables {
        narrowed(table, it.selection.as_ref())?;
    }
    it.selection.as_ref().map_or(Ok(()), inner)
}
