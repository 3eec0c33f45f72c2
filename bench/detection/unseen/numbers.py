"""All numbers made in Python, by the name that templates call them by."""

from bench.detection.unseen import numbers_europe, numbers_money, numbers_tax, numbers_things, numbers_world

NUMBERS = {
    **numbers_europe.NUMBERS,
    **numbers_world.NUMBERS,
    **numbers_tax.NUMBERS,
    **numbers_money.NUMBERS,
    **numbers_things.NUMBERS,
}
