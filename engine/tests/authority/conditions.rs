//! What conditions mean, by looking at every one of a few arguments; and random conditions.
//!
//! Source: the table of `when` in `docs/guide/permissions.md`. Nothing here is of what it judges but its types of values.

use bailiwick_engine::permission::arguments::Found;
use bailiwick_engine::permission::{Arguments, Condition, Number, Pointer, Scalar, When};

use super::random::Random;

/// A value of an argument; numbers in tenths.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    Number(i64),
    Text(&'static str),
    Boolean(bool),
    Nothing,
}

/// The arguments of one request, by place.
pub type Passed = Vec<(&'static str, Given)>;

/// What is wanted of one argument.
#[derive(Debug, Clone)]
pub struct Wanted {
    place: &'static str,
    values: Vec<Given>,
    least: Option<i64>,
    most: Option<i64>,
}

/// A condition: all of these, and perhaps no other arguments.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    all: Vec<Wanted>,
    closed: bool,
}

/// Whether a condition holds: 0 no, 1 possibly, 2 surely.
pub fn held(condition: &Reference, passed: &Passed) -> u8 {
    let named = |place: &str| condition.all.iter().any(|wanted| wanted.place == place);
    if condition.closed && passed.iter().any(|(place, _)| !named(place)) {
        return 0;
    }
    condition.all.iter().map(|wanted| wanted.held(passed)).min().unwrap_or(2)
}

impl Wanted {
    fn held(&self, passed: &Passed) -> u8 {
        let Some((_, value)) = passed.iter().find(|(place, _)| *place == self.place) else {
            return 1;
        };
        let has_range = self.least.is_some() || self.most.is_some();
        let in_range = match value {
            Given::Number(number) => {
                has_range
                    && *number >= self.least.unwrap_or(i64::MIN)
                    && *number <= self.most.unwrap_or(i64::MAX)
            }
            _ => false,
        };
        if in_range || self.values.contains(value) {
            return 2;
        }
        let typed = match value {
            Given::Number(_) => {
                has_range || self.values.iter().any(|other| matches!(other, Given::Number(_)))
            }
            Given::Text(_) => self.values.iter().any(|other| matches!(other, Given::Text(_))),
            Given::Boolean(_) => self.values.iter().any(|other| matches!(other, Given::Boolean(_))),
            Given::Nothing => false,
        };
        u8::from(!typed)
    }
}

/// All requests' arguments that are tried: the values between and at all bounds, other types, and one that no condition names.
pub fn universe() -> Vec<Passed> {
    let numbers = [-10, 0, 1, 10, 11, 20, 30].map(Given::Number);
    let firsts =
        numbers.into_iter().chain([Given::Text("a"), Given::Boolean(true), Given::Nothing]);
    let firsts: Vec<Option<Given>> = std::iter::once(None).chain(firsts.map(Some)).collect();
    let texts = ["a", "b", "c"].map(Given::Text);
    let seconds =
        texts.into_iter().chain([Given::Boolean(true), Given::Boolean(false), Given::Number(0)]);
    let seconds: Vec<Option<Given>> = std::iter::once(None).chain(seconds.map(Some)).collect();
    let thirds = [
        None,
        Some(Given::Number(0)),
        Some(Given::Number(10)),
        Some(Given::Number(20)),
        Some(Given::Boolean(true)),
    ];
    let mut all = Vec::new();
    for first in &firsts {
        for second in &seconds {
            for third in &thirds {
                for other in [None, Some(Given::Boolean(true))] {
                    let values = [("/n", first), ("/s", second), ("/o/t", third), ("/a", &other)];
                    all.push(
                        values
                            .into_iter()
                            .filter_map(|(place, value)| Some((place, value.clone()?)))
                            .collect(),
                    );
                }
            }
        }
    }
    all
}

/// A random condition over the places of the universe.
pub fn condition(random: &mut Random) -> Reference {
    let mut all = Vec::new();
    for _ in 0..=random.below(2) {
        let wanted = match random.below(4) {
            0 | 1 => {
                let bound = |random: &mut Random| {
                    (random.below(2) == 0).then(|| [0, 10, 20][random.below(3)])
                };
                let (least, most) = (bound(random), bound(random));
                let (least, most) = match (least, most) {
                    (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
                    (None, None) => (None, Some(10)),
                    other => other,
                };
                let values =
                    if random.below(4) == 0 { vec![Given::Number(30)] } else { Vec::new() };
                Wanted { place: "/n", values, least, most }
            }
            2 => {
                let mut values = vec![Given::Text(["a", "b"][random.below(2)])];
                if random.below(3) == 0 {
                    values.push([Given::Text("b"), Given::Boolean(true)][random.below(2)].clone());
                }
                Wanted { place: "/s", values, least: None, most: None }
            }
            _ => Wanted { place: "/o/t", values: Vec::new(), least: None, most: Some(10) },
        };
        all.push(wanted);
    }
    Reference { all, closed: random.below(5) == 0 }
}

/// The same as it is put to what is judged.
pub fn put(condition: &Reference) -> Condition {
    let number = |tenths: &i64| Number::read(&decimal(*tenths)).unwrap();
    let when = |wanted: &Wanted| When {
        pointer: Pointer::read(wanted.place).unwrap(),
        values: wanted.values.iter().map(scalar).collect(),
        at_least: wanted.least.as_ref().map(number),
        at_most: wanted.most.as_ref().map(number),
    };
    Condition::new(condition.all.iter().map(when).collect(), condition.closed)
}

/// Arguments as they are put to what is judged.
pub fn arguments(passed: &Passed) -> Arguments {
    let mut arguments = Arguments::default();
    for (place, value) in passed {
        arguments.set(Pointer::read(place).unwrap(), scalar(value));
    }
    arguments
}

/// What is judged answers with arguments of its own choice: as the reference has them.
pub fn passed(arguments: &Arguments) -> Passed {
    let one = |pointer: &Pointer| {
        let Found::Scalar(value) = arguments.at(pointer) else { unreachable!() };
        let value = match value {
            Scalar::Number(number) => {
                Given::Number((number.to_string().parse::<f64>().unwrap() * 10.0).round() as i64)
            }
            Scalar::Text(text) => Given::Text(
                ["a", "b", "c"].into_iter().find(|known| *known == &**text).unwrap_or("other"),
            ),
            Scalar::Boolean(value) => Given::Boolean(*value),
            Scalar::Nothing => Given::Nothing,
        };
        let place = ["/n", "/s", "/o/t"]
            .into_iter()
            .find(|place| *place == pointer.as_str())
            .unwrap_or("/a");
        (place, value)
    };
    arguments.pointers().map(one).collect()
}

fn scalar(value: &Given) -> Scalar {
    match value {
        Given::Number(tenths) => Scalar::Number(Number::read(&decimal(*tenths)).unwrap()),
        Given::Text(text) => Scalar::Text((*text).into()),
        Given::Boolean(value) => Scalar::Boolean(*value),
        Given::Nothing => Scalar::Nothing,
    }
}

fn decimal(tenths: i64) -> String {
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}
