"""What products point at: tax classes with their rates, and categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select, update

from app.domain.catalog import Category, TaxClass
from app.domain.pricing import TaxRule
from data import statements
from data.mapping import Mapping
from data.statements import Statement, Values, param
from data.tables.catalog import category, tax_class, tax_rate

if TYPE_CHECKING:
    from data.session import Session

CATEGORY = Mapping(Category)


_SAVE_TAX_CLASS = statements.upsert(tax_class)
_NO_DEFAULT = Statement(update(tax_class).values(is_default=False).where(tax_class.c.is_default))
_DROP_RATES = Statement(
    delete(tax_rate).where(
        tax_rate.c.tax_class_id == param("where_id", tax_rate.c.tax_class_id.type)
    )
)
_ADD_RATE = statements.insert(tax_rate)
_TAX_CLASSES = Statement(select(tax_class).order_by(tax_class.c.name, tax_class.c.id))
_RATES = Statement(select(tax_rate).order_by(tax_rate.c.position))
_SAVE_CATEGORY = statements.upsert(category)
_CATEGORIES = Statement(
    select(category).order_by(category.c.position, category.c.name, category.c.id)
)


def tax_classes(session: Session) -> list[TaxClass]:
    """All tax classes with their rules in order."""
    rates = session.all(_RATES)
    return [
        TaxClass(
            id=row.id,
            name=row.name,
            name_en=row.name_en,
            is_default=row.is_default,
            rules=tuple(_rule(rate) for rate in rates if rate.tax_class_id == row.id),
        )
        for row in session.all(_TAX_CLASSES)
    ]


def categories(session: Session) -> list[Category]:
    """In the order of the tiles."""
    return [CATEGORY.build(row) for row in session.all(_CATEGORIES)]


def save_tax_class(session: Session, tax_class: TaxClass) -> None:
    """Insert or replace; a new default takes that role from the old one."""
    if tax_class.is_default:
        session.write(_NO_DEFAULT, {})
    session.write(
        _SAVE_TAX_CLASS,
        {
            "id": tax_class.id,
            "name": tax_class.name,
            "name_en": tax_class.name_en,
            "is_default": tax_class.is_default,
        },
    )
    session.write(_DROP_RATES, {"where_id": tax_class.id})
    session.write_all(
        _ADD_RATE,
        [_rate(tax_class.id, place, rule) for place, rule in enumerate(tax_class.rules)],
    )


def save_category(session: Session, category: Category) -> None:
    """Insert or replace."""
    session.write(_SAVE_CATEGORY, CATEGORY.values(category))


def _rate(class_id: str, place: int, rule: TaxRule) -> Values:
    return {
        "tax_class_id": class_id,
        "position": place,
        "name": rule.name,
        "percent_milli": rule.percent,
        "fixed_milli": rule.fixed_minor,
        "included": rule.included,
        "in_base_of_next": rule.in_base_of_next,
    }


def _rule(row: Any) -> TaxRule:
    return TaxRule(
        row.name,
        percent=row.percent_milli,
        fixed_minor=row.fixed_milli,
        included=row.included,
        in_base_of_next=row.in_base_of_next,
    )
