// Written by `bailiwick render` ({{ target.name }}@{{ target.version }}): edit what it is declared from, not this file.
// OpenCode's rules see simple commands only, as they are spelled. This refuses every other line, spells the rest in one
// way before the rules look at it, and keeps paths below this folder what they seem to be. Whatever fails here, refuses.
import fs from "node:fs"
import path from "node:path"

const POLICY = JSON.parse({{ (native.plugin | json) | json }})
const ROOT = fs.realpathSync(path.resolve(import.meta.dirname, "..", ".."))
const PLAIN = /^[A-Za-z0-9_@%+:,.\/-][A-Za-z0-9_@%+=:,.\/-]*$/
const WRAPPERS = new Set(POLICY.wrappers)

const refuse = (why) => {
  throw new Error(`refused by bailiwick: ${why}`)
}

// The commands of a line, each as its words, and what stands between them.
function split(line) {
  const commands = []
  const between = []
  let words = []
  let at = 0
  const take = (pattern) => {
    pattern.lastIndex = at
    const found = pattern.exec(line)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < line.length) {
    if (take(/[ \t]+/y)) continue
    const separator = take(/&&|\|\||;|\|(?!&)|\n/y)
    if (separator) {
      if (words.length === 0) refuse("the line has an empty command")
      commands.push(words)
      between.push(separator[0])
      words = []
      continue
    }
    let text = ""
    let bare = ""
    const start = at
    for (;;) {
      let found
      if ((found = take(/[A-Za-z0-9_@%+=:,.\/-]+/y))) (text += found[0]), (bare += found[0])
      else if ((found = take(/'([^'\0\x01]*)'/y))) text += found[1]
      else if ((found = take(/"([^"$`\\!\0\x01]*)"/y))) text += found[1]
      else if ((found = take(/\\([^\n\0\x01])/y))) text += found[1]
      else break
    }
    if (at === start) refuse("only lists of simple commands are judged, without redirects, globs, variables and substitutions")
    if (at < line.length && !/[ \t\n;&|]/.test(line[at])) refuse("a word has signs that are not judged")
    const spelled = line.slice(start, at)
    if (words.length === 0 && bare.includes("=")) refuse("a variable is set in front of a command")
    if (words.length === 0 && spelled === bare && POLICY.keywords.includes(text)) refuse(`\`${text}\` is the shell's own word`)
    words.push(text)
  }
  if (words.length === 0) refuse("the line has an empty command")
  commands.push(words)
  return { commands, between }
}

// A word in its one spelling; what no rule would see as a first word stands between quotes.
function spelled(word, at) {
  const special = at === 0 && (word.includes("=") || POLICY.keywords.includes(word) || POLICY.quoted.includes(word))
  return PLAIN.test(word) && !special ? word : `'${word.replaceAll("'", "'\\''")}'`
}

const base = (word) => word.slice(word.lastIndexOf("/") + 1)
const short = (name) => name.replace(/\/(?:\.?\/)+/g, "/")
const glob = (pieces, word) =>
  new RegExp(`^${pieces.map((piece) => (piece === null ? "[^]*" : piece.replace(/[^A-Za-z0-9_]/g, (sign) => `\\u{${sign.codePointAt(0).toString(16)}}`))).join("")}$`, "u").test(word)

function program(pieces, word) {
  const literal = pieces.map((piece) => piece ?? "").join("")
  if (!literal.includes("/")) return glob(pieces, word) || (literal !== "" && word.includes("/") && glob(pieces, base(word)))
  const trimmed = (text) => (text.startsWith("./") && text.indexOf("/", 2) > 0 ? text.slice(2) : text)
  const [first, ...rest] = pieces
  return glob([first === null ? null : trimmed(short(first)), ...rest], trimmed(short(word))) || glob(pieces, short(word))
}

const follows = (pattern, words) => {
  if (pattern.length === 0) return words.length === 0
  const [one, ...rest] = pattern
  if (one === null) return words.some((_, at) => follows(rest, words.slice(at))) || follows(rest, [])
  return words.length > 0 && glob(one, words[0]) && follows(rest, words.slice(1))
}

const begins = (pattern, words) =>
  pattern[0] === null ? follows(pattern, words) : words.length > 0 && program(pattern[0], words[0]) && follows(pattern.slice(1), words.slice(1))

// Whether a pattern matches a command, by another path or behind a wrapper.
function isBehind({ words: wanted }, words) {
  const all = WRAPPERS.has(base(words[0])) ? words.map((_, at) => words.slice(at)) : [words]
  return all.some((rest) => begins(wanted, rest))
}

// A command, and those in what it hands to a shell; a script that is not judged is refused.
function within(words, depth = 0) {
  if (depth > 8) refuse("scripts stand in scripts")
  const all = [words]
  const add = (text) => all.push(...split(text).commands.flatMap((one) => within(one, depth + 1)))
  const isWrapper = WRAPPERS.has(base(words[0]))
  words.forEach((word, at) => {
    const name = base(word).replace(/-?[0-9.]+$/, "")
    if (at > 0 && !isWrapper) return
    if (POLICY.shells.includes(name)) words.slice(at + 1).filter((one) => !/^[-+]/.test(one) && one !== "").forEach(add)
    else if (name === "eval" && at + 1 < words.length) add(words.slice(at + 1).join(" "))
    else if (name === "env" && words.some((one) => /^-(?:[^-]*S|-split-string)/.test(one))) refuse("`env -S` splits words by itself")
  })
  return all
}

function command(line, guard) {
  const { commands, between } = split(line)
  for (const words of commands) {
    if (guard.plain && words.some((word) => !PLAIN.test(word))) refuse("a word has to be quoted, which rules of this agent do not see through")
    for (const run of guard.denied.length > 0 ? within(words) : []) {
      const denied = guard.denied.find((one) => isBehind(one, run))
      if (denied) refuse(`\`${denied.pattern}\` is denied`)
    }
    const asked = guard.asked.find((one) => isBehind(one, words) && !follows(one.words, words))
    if (asked) refuse(`\`${asked.pattern}\` is asked about only as it is written`)
  }
  const texts = commands.map((words) => words.map(spelled).join(" "))
  return texts.map((text, at) => text + (between[at] === undefined ? "" : between[at] === "\n" ? "\n" : ` ${between[at]} `)).join("")
}

// Where a path leads, through every symlink in it; what does not exist lies in what does.
function real(file) {
  try {
    return fs.realpathSync(file)
  } catch {
    if (fs.lstatSync(file, { throwIfNoEntry: false })) refuse("a symlink leads nowhere")
    return path.join(real(path.dirname(file)), path.basename(file))
  }
}

const isInside = (file) => file === ROOT || file.startsWith(ROOT + path.sep)

// A path of a tool: below the root it has to be what it seems to be.
function checked(given, folder, key, guard) {
  if (typeof given !== "string") refuse("a path is no text")
  const file = path.resolve(real(folder), path.relative(folder, path.resolve(folder, given)))
  if (key !== undefined && guard.partial.includes(key) && given.includes("\\")) refuse("a path has a `\\`")
  const leads = real(file)
  const isElsewhere = key === undefined ? !isInside(file) || !isInside(leads) : isInside(file) ? leads !== file : isInside(leads)
  if (isElsewhere) refuse(`\`${given}\` leads elsewhere`)
}

function check(tool, args, guard, folder, isRoot) {
  if (/mcp_resource/.test(tool)) refuse("resources of servers are not declared")
  const key = { read: "read", edit: "edit", write: "edit", apply_patch: "edit", glob: "glob", grep: "grep" }[tool]
  if (key !== undefined && !isRoot) refuse("paths are judged from the root of a git repository, where opencode.json lies")
  if (tool === "bash") {
    if (args.workdir !== undefined) checked(args.workdir, folder, undefined, guard)
    args.command = command(args.command, guard)
  } else if (tool === "apply_patch") {
    if (/^\s*\*\*\* Move to:/m.test(args.patchText)) refuse("a patch moves a file")
    for (const [, file] of args.patchText.matchAll(/^\s*\*\*\* (?:Add|Update|Delete) File:(.*)$/gm)) checked(file.trim(), folder, key, guard)
  } else if (key === "glob" || key === "grep") {
    checked(args.path ?? ".", folder, undefined, guard)
  } else if (key !== undefined) {
    checked(args.filePath, folder, key, guard)
  }
}

export const Bailiwick = async ({ directory, worktree }) => {
  const agents = new Map()
  return {
    "chat.params": async ({ sessionID, agent }) => {
      const name = typeof agent === "string" ? agent : agent?.name
      // Those that only write titles and summaries of another's session use no tools.
      if (["title", "summary", "compaction"].includes(name)) return
      agents.set(sessionID, name)
    },
    "tool.execute.before": async ({ tool, sessionID }, output) => {
      const name = agents.get(sessionID)
      if (process.platform === "win32") refuse("rules are proven for systems that tell letter cases apart")
      if (name === undefined || !Object.hasOwn(POLICY.agents, name)) refuse("it is not known which agent asks")
      check(tool, output.args, POLICY.agents[name], directory, worktree !== "/" && fs.realpathSync(worktree) === ROOT)
    },
  }
}
