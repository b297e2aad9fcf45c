"""The citizen identity number (公民身份号码) by GB 11643: its check digit, and the birthday in it."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_FIRST_YEAR, _LAST_YEAR = 1870, 2100
_OLD_LENGTH = 15
_ZEROS = "000"


def check_digit(body: str) -> str:
    """Return the eighteenth character that belongs to the first seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % len(_CHECK_DIGITS)]


def of_today(number: str) -> str:
    """Return a number of 15 digits in the 18 of today; another one comes back as it is."""
    if len(number) == _OLD_LENGTH and number.isdigit():
        body = f"{number[:6]}19{number[6:]}"
        return body + check_digit(body)
    return number


def why_not_issued(number: str, as_of: date | None = None) -> str | None:
    """Return how a sentence about a number (15 or 18 characters) goes on that nobody can have been given by a day."""
    whole = of_today(number)
    if check_digit(whole[:17]) != whole[17]:
        if whole.endswith(_ZEROS):
            return "的末尾是 000，多半是被表格软件当成数字、后几位改成了 0，请把这一列设为文本格式，照证件重新填写"
        return "的最后一位（校验码）与前面各位对不上，请照证件核对（为保护隐私不在此显示）"
    if not has_birthday(whole[6:14]) or (as_of is not None and whole[6:14] > f"{as_of:%Y%m%d}"):
        return "中的出生日期不存在，请照证件核对（为保护隐私不在此显示）"
    return None


def has_birthday(digits: str) -> bool:
    """Say whether eight digits are a day on which somebody alive can have been born."""
    try:
        return _FIRST_YEAR <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= _LAST_YEAR
    except ValueError:
        return False
