//! Exact decimal values. Floats would turn "2,3 milliards" into 2.2999.

/// Most digits that a number may have: what people write with a number word has fewer.
const DIGITS: usize = 15;

/// `digits` followed by `zeros` zeros, decimals if negative; without needless zeros in `digits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value {
    digits: u64,
    zeros: i32,
}

impl Value {
    fn new(mut digits: u64, mut zeros: i32) -> Self {
        if digits == 0 {
            return Self { digits, zeros: 0 };
        }
        while digits.is_multiple_of(10) {
            digits /= 10;
            zeros += 1;
        }
        Self { digits, zeros }
    }

    /// A small whole number.
    pub fn of(number: u64) -> Self {
        Self::new(number, 0)
    }

    /// The number with these digits, `decimals` of them decimals; `None` if they are too many.
    pub fn parse(digits: &str, decimals: usize) -> Option<Self> {
        let short = digits.len() <= DIGITS;
        let decimals = i32::try_from(decimals).ok()?;
        short.then(|| digits.parse().ok()).flatten().map(|digits| Self::new(digits, -decimals))
    }

    /// This value with so many more zeros.
    pub fn shifted(self, zeros: i32) -> Self {
        Self::new(self.digits, self.zeros + zeros)
    }

    /// This value and a whole number below a thousand.
    pub fn plus(self, number: Self) -> Option<Self> {
        let whole = |value: Self| value.digits.checked_mul(10_u64.checked_pow(u32::try_from(value.zeros).ok()?)?);
        whole(self)?.checked_add(whole(number)?).map(Self::of)
    }

    /// True if it is less than `limit`.
    pub fn below(self, limit: u64) -> bool {
        let (mut left, mut right) = (Some(u128::from(self.digits)), Some(u128::from(limit)));
        let scale = 10_u128.checked_pow(self.zeros.unsigned_abs());
        let side = if self.zeros >= 0 { &mut left } else { &mut right };
        *side = side.zip(scale).and_then(|(value, scale)| value.checked_mul(scale));
        // A side that overflows is the greater one.
        left.is_some_and(|left| right.is_none_or(|right| left < right))
    }

    /// True if it is whole hundreds.
    pub fn is_multiple_of_hundred(self) -> bool {
        self.zeros >= 2
    }

    /// How many decimals it has.
    pub fn decimals(self) -> usize {
        usize::try_from(-self.zeros).unwrap_or(0)
    }

    /// As French writes it: whole digits in groups of three, a comma before decimals.
    pub fn write(self, group: char) -> String {
        let mut digits = self.digits.to_string();
        let decimals = self.decimals();
        if let Ok(zeros) = usize::try_from(self.zeros) {
            digits.push_str(&"0".repeat(zeros));
        }
        if digits.len() <= decimals {
            digits.insert_str(0, &"0".repeat(decimals + 1 - digits.len()));
        }
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        let mut out = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                out.push(group);
            }
            out.push(digit);
        }
        if !fraction.is_empty() {
            out.push(',');
            out.push_str(fraction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    fn value(digits: &str, decimals: usize) -> Value {
        Value::parse(digits, decimals).expect("a short number")
    }

    #[test]
    fn values_are_exact_and_written_the_french_way() {
        assert_eq!(value("14000", 0).shifted(-3).write(' '), "14");
        assert_eq!(value("2300", 0).shifted(-3).write(' '), "2,3");
        assert_eq!(value("25", 1).shifted(3).write('\u{202f}'), "2\u{202f}500");
        assert_eq!(value("05", 1).write(' '), "0,5");
        assert_eq!(value("1", 0).shifted(6).write(' '), "1 000 000");
        assert_eq!(value("1500", 3), value("15", 1));
        assert_eq!(value("3", 0).shifted(3).plus(value("200", 0)), Some(value("3200", 0)));
        assert_eq!(value("35", 1).plus(value("200", 0)), None);
        assert_eq!(Value::parse("1234567890123456", 0), None);
    }

    #[test]
    fn comparison_is_exact_on_both_sides_of_the_comma() {
        assert!(value("19999", 4).below(2) && !value("2", 0).below(2) && !value("20", 1).below(2));
        assert!(value("0", 0).below(1) && !value("1", 0).shifted(40).below(u64::MAX));
        assert!(value("1", 0).shifted(-40).below(1));
    }
}
