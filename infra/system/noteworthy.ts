/** What of the functions' log a person at a terminal wants to see: warnings and errors, one line each. */

/** The line as it is shown, or undefined when it is none of these. Everything is in the log file all the same. */
export function noteworthy(line: string): string | undefined {
  if (!line.startsWith("{")) return undefined
  try {
    const { level, time, service, message, error, reason, correlationId } = JSON.parse(line)
    if (level !== "WARN" && level !== "ERROR") return undefined
    const clock = (time ?? new Date().toISOString()).slice(11, 19)
    const why = error?.message ?? reason
    const cause = why ? `: ${why}` : ""
    const trace = correlationId ? ` [${correlationId}]` : ""
    return `${clock} ${level.toLowerCase()} ${service}: ${message}${cause}${trace}`
  } catch {
    return undefined
  }
}
