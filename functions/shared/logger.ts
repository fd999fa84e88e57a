/** Structured log lines, each with the correlation id of the work that it belongs to. */
import { LogFormatter, Logger, LogItem } from "@aws-lambda-powertools/logger"
import type { LogAttributes, UnformattedAttributes } from "@aws-lambda-powertools/logger/types"
import { correlationId } from "./correlation.ts"

class OneLine extends LogFormatter {
  override formatAttributes(line: UnformattedAttributes, extra: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: line.logLevel,
        time: this.formatTimestamp(line.timestamp),
        service: line.serviceName,
        message: line.message,
        correlationId: correlationId(),
        ...extra,
      },
    })
  }
}

/** A logger for one service. No customer or payment data goes into a line, only ids. */
export const createLogger = (serviceName: string): Logger =>
  new Logger({ serviceName, logFormatter: new OneLine() })
