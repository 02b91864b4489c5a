//! `bailiwick-benches`: makes large workspaces and reads them in the ways that `check` is compared with.

use std::path::PathBuf;
use std::process::ExitCode;

use bailiwick_benches::fleet::Plan;
use bailiwick_benches::permit::{Edit, Permissions};
use bailiwick_benches::prose::Prose;
use bailiwick_benches::{contexts, floor, plant, rewrite};

const USAGE: &str = "usage: bailiwick-benches COMMAND

  generate --agents N --out DIR [--seed S] [--plant]   make a workspace and tell how it is spread
    [--permissions SETS [--edit bases|agents]]         with 46 rules an agent, of so many sets, before or after an edit
  contexts --from DIR --out DIR                        write every effective context as JSON
  plant-contexts --agents N --out DIR [--seed S]       plant ten errors in the JSON of the same agents
  floor --from DIR                                     read every file on two threads
  rewrite --from DIR --out DIR                         write every file elsewhere, each renamed to its place
";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(answer) => {
            print!("{answer}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprint!("error: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run(words: Vec<String>) -> Result<String, String> {
    let options = Options::read(words)?;
    match options.command.as_str() {
        "generate" => {
            let plan = options.plan()?;
            let out = options.out()?;
            let prose = Prose::find();
            let mut files = plan.files(&prose);
            if let Some(sets) = options.permissions {
                Permissions { sets, edit: options.edit }.add(&mut files);
            }
            let spread = plan.write(&prose, &files, &out).map_err(|error| error.to_string())?;
            let mut answer = spread.to_string();
            if options.plant {
                let files =
                    plant::in_declarations(&plan, &out).map_err(|error| error.to_string())?;
                for (plant, file) in plant::PLANTS.iter().zip(files) {
                    answer += &format!("planted in {file}: {} ({})\n", plant.name, plant.rule);
                }
            }
            Ok(answer)
        }
        "contexts" => {
            let count = contexts::write(&options.from()?, &options.out()?)
                .map_err(|error| error.to_string())?;
            Ok(format!("{count} contexts\n"))
        }
        "plant-contexts" => {
            let files = plant::in_contexts(&options.plan()?, &options.out()?)
                .map_err(|error| error.to_string())?;
            Ok(files.join("\n") + "\n")
        }
        "floor" => {
            let (files, bytes) = floor::read_all(&options.from()?);
            Ok(format!("{files} files, {bytes} bytes\n"))
        }
        "rewrite" => {
            let (files, bytes) = rewrite::copy_all(&options.from()?, &options.out()?)
                .map_err(|error| error.to_string())?;
            Ok(format!("{files} files, {bytes} bytes\n"))
        }
        other => Err(format!("there is no command `{other}`")),
    }
}

/// The words after the program's name.
#[derive(Debug, Default)]
struct Options {
    command: String,
    agents: Option<usize>,
    seed: u64,
    out: Option<PathBuf>,
    from: Option<PathBuf>,
    plant: bool,
    permissions: Option<usize>,
    edit: Option<Edit>,
}

impl Options {
    fn read(words: Vec<String>) -> Result<Self, String> {
        let mut options = Self { seed: 1, ..Self::default() };
        let mut words = words.into_iter();
        options.command = words.next().ok_or("a command is missing")?;
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or(format!("`{word}` needs a value"));
            let number = |text: String| text.parse().map_err(|_| format!("`{text}` is no number"));
            match word.as_str() {
                "--agents" => {
                    options.agents = Some(usize::try_from(number(value()?)?).unwrap_or(0));
                }
                "--seed" => options.seed = number(value()?)?,
                "--out" => options.out = Some(value()?.into()),
                "--from" => options.from = Some(value()?.into()),
                "--plant" => options.plant = true,
                "--permissions" => {
                    options.permissions = Some(usize::try_from(number(value()?)?).unwrap_or(0));
                }
                "--edit" => {
                    options.edit = Some(match value()?.as_str() {
                        "bases" => Edit::Bases,
                        "agents" => Edit::Agents,
                        other => return Err(format!("`{other}` is neither `bases` nor `agents`")),
                    });
                }
                other => return Err(format!("there is no option `{other}`")),
            }
        }
        Ok(options)
    }

    fn plan(&self) -> Result<Plan, String> {
        Ok(Plan { agents: self.agents.ok_or("`--agents` is missing")?, seed: self.seed })
    }

    fn out(&self) -> Result<PathBuf, String> {
        self.out.clone().ok_or("`--out` is missing".to_owned())
    }

    fn from(&self) -> Result<PathBuf, String> {
        self.from.clone().ok_or("`--from` is missing".to_owned())
    }
}
