//! Amounts of money.

use std::fmt;
use std::str::FromStr;

use iso_currency::Currency;
use rust_decimal::Decimal;

/// An exact amount in an ISO 4217 currency; never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount, without trailing zeros.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// Reads `2.00 USD`.
    ///
    /// # Errors
    ///
    /// What is wrong, as a clause for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((amount, code)) = text.split_once(' ') else {
            return Err("an amount and a currency have one space between them".to_owned());
        };
        let plain = !amount.is_empty()
            && amount.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && amount.starts_with(|c: char| c.is_ascii_digit())
            && amount.ends_with(|c: char| c.is_ascii_digit());
        if !plain {
            return Err(format!("`{amount}` is not a decimal amount"));
        }
        let amount = Decimal::from_str_exact(amount)
            .map_err(|_| format!("`{amount}` is not a decimal amount of at most 28 digits"))?;
        if amount.scale() > 6 {
            return Err("it has more than 6 decimal places".to_owned());
        }
        let Ok(currency) = Currency::from_str(code) else {
            let upper = code.to_uppercase();
            return Err(if Currency::from_str(&upper).is_ok() {
                format!("the currency is spelled `{upper}`")
            } else {
                format!("`{code}` is not an ISO 4217 code")
            });
        };
        Ok(Self { amount: amount.normalize(), currency })
    }
}

/// The canonical spelling: as many decimal places as the currency has, more only where they count.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.currency.exponent().map_or(0, u32::from).max(self.amount.scale());
        let mut amount = self.amount;
        amount.rescale(places);
        write!(f, "{amount} {}", self.currency.code())
    }
}
