/** The S3 client of this process. */
import { S3Client } from "@aws-sdk/client-s3"
import { requestHandler } from "./request-handler.ts"

// Path style, because a bucket is no subdomain of an endpoint that is an address.
export const s3 = new S3Client({ forcePathStyle: true, maxAttempts: 5, requestHandler: requestHandler() })
