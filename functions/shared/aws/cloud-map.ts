/** The Cloud Map client of this process. */
import { ServiceDiscoveryClient } from "@aws-sdk/client-servicediscovery"
import { requestHandler } from "./request-handler.ts"

// An endpoint that was set by hand is one host; AWS's own has a second one, data-…, for DiscoverInstances.
const hasOwnEndpoint = Boolean(process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY ?? process.env.AWS_ENDPOINT_URL)

export const cloudMap = new ServiceDiscoveryClient({
  disableHostPrefix: hasOwnEndpoint,
  maxAttempts: 3,
  requestHandler: requestHandler(),
})
