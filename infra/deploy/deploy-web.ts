/** `npm run deploy:web [-- --stage prod]`: builds the web app, puts it behind CloudFront, and shows it at once. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation"
import {
  CloudFrontClient,
  CreateInvalidationCommand,
  GetDistributionConfigCommand,
  GetResponseHeadersPolicyCommand,
} from "@aws-sdk/client-cloudfront"
import { S3Client } from "@aws-sdk/client-s3"
import { root } from "../system/local-environment.ts"
import { buildWebApp } from "../system/web-app.ts"
import { contentSecurityPolicy } from "./content-security-policy.ts"
import { uploadFolder } from "./upload-folder.ts"

const { values } = parseArgs({ options: { stage: { type: "string", default: "prod" } } })
const region = process.env.AWS_REGION ?? "eu-west-1"
const dist = join(root, "web/dist")

try {
  await deploy()
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

async function deploy(): Promise<void> {
  const { WebBucketName, WebDistributionId, WebUrl } = await outputs(`facturo-${values.stage}`)
  if (!WebBucketName || !WebDistributionId)
    throw new Error(`The stage ${values.stage} has no web app. Deploy it first: npx sls deploy --stage prod`)
  await buildWebApp()
  const cloudFront = new CloudFrontClient({ region })
  await assertPolicyFits(cloudFront, WebDistributionId)
  const count = await uploadFolder(new S3Client({ region }), WebBucketName, dist)
  // Everything else has its content's hash in its name.
  await cloudFront.send(
    new CreateInvalidationCommand({
      DistributionId: WebDistributionId,
      InvalidationBatch: { CallerReference: `${Date.now()}`, Paths: { Quantity: 1, Items: ["/index.html"] } },
    }),
  )
  console.log(`${count} files are in ${WebBucketName}. The web app: ${WebUrl}`)
}

async function outputs(StackName: string): Promise<Record<string, string | undefined>> {
  const { Stacks } = await new CloudFormationClient({ region }).send(new DescribeStacksCommand({ StackName }))
  return Object.fromEntries(
    (Stacks?.[0]?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? "", OutputValue]),
  )
}

/** The deployed policy names the page's scripts by hash. A page with others would stay white, so it is refused. */
async function assertPolicyFits(cloudFront: CloudFrontClient, Id: string): Promise<void> {
  const { DistributionConfig } = await cloudFront.send(new GetDistributionConfigCommand({ Id }))
  const policyId = DistributionConfig?.DefaultCacheBehavior?.ResponseHeadersPolicyId
  const { ResponseHeadersPolicy } = await cloudFront.send(
    new GetResponseHeadersPolicyCommand({ Id: policyId }),
  )
  const deployed =
    ResponseHeadersPolicy?.ResponseHeadersPolicyConfig?.SecurityHeadersConfig?.ContentSecurityPolicy
      ?.ContentSecurityPolicy
  const needed = contentSecurityPolicy(await readFile(join(dist, "index.html"), "utf8"))
  if (deployed !== needed)
    throw new Error(
      "The page's scripts have changed since the last sls deploy, which tells the browser about them. Deploy again.",
    )
}
