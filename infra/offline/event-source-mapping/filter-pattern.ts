/** FilterCriteria: patterns of Amazon EventBridge that decide which records a function gets. */
import { InvalidParameterValueException } from "./settings-errors.ts"
import type { RecordFilter } from "./stream-source.ts"

type Test = (value: unknown) => boolean
type Json = Record<string, unknown>

const MOST_FILTERS = 10
const MOST_CHARACTERS = 4096
/** A key that is not there: `exists: false` and `anything-but` can tell it from null. */
const ABSENT = Symbol("absent")

/**
 * One predicate for the `FilterCriteria` of a mapping (undefined when there are none): a record is taken when
 * any filter matches. Kinesis patterns see `{data}` with data parsed as JSON (undefined when it is none, which
 * no data pattern matches: AWS drops such records), DynamoDB patterns the whole event record, so numbers of
 * items are strings there. Throws InvalidParameterValueException with AWS's text.
 */
export function compileFilters(
  criteria: unknown,
  sourceKind: "kinesis" | "dynamodb",
): RecordFilter | undefined {
  if (criteria === undefined) return undefined
  const filters = (criteria as { Filters?: unknown }).Filters ?? []
  if (!Array.isArray(filters) || filters.length > MOST_FILTERS) throw invalidPattern()
  if (filters.length === 0) return undefined
  const tests = filters.map(filter => compileFilter((filter as { Pattern?: unknown }).Pattern, sourceKind))
  return subject => tests.some(test => test(subject))
}

function compileFilter(pattern: unknown, sourceKind: "kinesis" | "dynamodb"): Test {
  if (typeof pattern !== "string" || pattern.length > MOST_CHARACTERS) throw invalidPattern()
  const parsed = parsePattern(pattern)
  const test = compileObject(parsed)
  if (sourceKind === "dynamodb") return test
  checkNamesDataOnly(parsed)
  return subject => (subject as Json).data !== undefined && test(subject)
}

/** Kinesis mappings filter on the data only, and such a pattern has to be JSON, not a list of plain texts. */
function checkNamesDataOnly(pattern: Json): void {
  for (const [key, expected] of Object.entries(pattern)) {
    if (key === "$or") for (const alternative of expected as Json[]) checkNamesDataOnly(alternative)
    else if (key !== "data" || Array.isArray(expected)) throw invalidPattern()
  }
}

function parsePattern(pattern: string): Json {
  try {
    const parsed = JSON.parse(pattern)
    if (isObject(parsed)) return parsed
  } catch {
    // Said below, in AWS's words.
  }
  throw invalidPattern()
}

/** Every key of the pattern has to match (and); a list holds alternatives (or). */
function compileObject(pattern: Json): Test {
  const tests = Object.entries(pattern).map(([key, expected]): Test => {
    if (key === "$or") return compileAlternatives(expected)
    const test = Array.isArray(expected) ? compileLeaf(expected) : compileNested(expected)
    return value => test(isObject(value) && Object.hasOwn(value, key) ? value[key] : ABSENT)
  })
  if (tests.length === 0) throw invalidPattern()
  return value => tests.every(test => test(value))
}

function compileNested(expected: unknown): Test {
  if (!isObject(expected)) throw invalidPattern()
  const test = compileObject(expected)
  return value => (Array.isArray(value) ? value.some(test) : test(value))
}

function compileAlternatives(expected: unknown): Test {
  if (!Array.isArray(expected) || expected.length < 2) throw invalidPattern()
  const tests = expected.map(alternative => {
    if (!isObject(alternative)) throw invalidPattern()
    return compileObject(alternative)
  })
  return value => tests.some(test => test(value))
}

function compileLeaf(expected: unknown[]): Test {
  if (expected.length === 0) throw invalidPattern()
  const tests = expected.map(compileMatcher)
  return value => tests.some(({ test, wantsWhole }) => (wantsWhole ? test(value) : anyElement(value, test)))
}

/** A list in the event matches if one of its elements does. */
function anyElement(value: unknown, test: Test): boolean {
  return Array.isArray(value) ? value.some(test) : test(value)
}

type Matcher = { test: Test; wantsWhole?: boolean }

function compileMatcher(expected: unknown): Matcher {
  if (!isObject(expected)) return { test: equalTo(expected) }
  const [operator, operand] = onlyEntry(expected)
  switch (operator) {
    case "prefix":
      return { test: textTest(operand, (text, part) => text.startsWith(part)) }
    case "suffix":
      return { test: textTest(operand, (text, part) => text.endsWith(part)) }
    case "equals-ignore-case":
      return { test: textTest(operand, (text, part) => text.toLowerCase() === part.toLowerCase()) }
    case "anything-but":
      return { test: anythingBut(operand) }
    case "numeric":
      return { test: numericTest(operand) }
    case "exists":
      return { test: existsTest(operand), wantsWhole: true }
    default:
      throw invalidPattern()
  }
}

function equalTo(expected: unknown): Test {
  if (Array.isArray(expected) || expected === undefined) throw invalidPattern()
  return value => value === expected
}

function textTest(operand: unknown, compare: (text: string, part: string) => boolean): Test {
  if (typeof operand !== "string") throw invalidPattern()
  return value => typeof value === "string" && compare(value, operand)
}

/** Matches values that are there and differ from all of those named. */
function anythingBut(operand: unknown): Test {
  const refused = Array.isArray(operand) ? operand : [operand]
  if (refused.length === 0) throw invalidPattern()
  const tests = refused.map(one => {
    const matcher = compileMatcher(one)
    if (isObject(one) && !["prefix", "suffix", "equals-ignore-case"].includes(onlyEntry(one)[0])) {
      throw invalidPattern()
    }
    return matcher.test
  })
  return value => value !== ABSENT && !isObject(value) && !tests.some(test => test(value))
}

const COMPARISONS: Record<string, (value: number, bound: number) => boolean> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
}

/** One comparison or a range, such as `[">", 0, "<=", 10]`. Only JSON numbers match, never numeric strings. */
function numericTest(operand: unknown): Test {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) throw invalidPattern()
  const tests: ((value: number) => boolean)[] = []
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS[operand[index]]
    const bound = operand[index + 1]
    if (compare === undefined || typeof bound !== "number") throw invalidPattern()
    tests.push(value => compare(value, bound))
  }
  return value => typeof value === "number" && tests.every(test => test(value))
}

/** Works on leaf nodes only, as on AWS: an object is neither there nor absent for it. */
function existsTest(operand: unknown): Test {
  if (typeof operand !== "boolean") throw invalidPattern()
  return operand ? value => value !== ABSENT && !isObject(value) : value => value === ABSENT
}

function onlyEntry(object: Json): [string, unknown] {
  const [entry, ...others] = Object.entries(object)
  if (entry === undefined || others.length > 0) throw invalidPattern()
  return entry
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function invalidPattern(): InvalidParameterValueException {
  return new InvalidParameterValueException("Invalid filter pattern definition.")
}
