/**
 * `npm run start:localstack`: LocalStack in Docker, Facturo deployed to it as to AWS, and the web app in front of its
 * API, until Ctrl-C, which ends all of it.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { pointAtCloud, root } from "../system/local-environment.ts"
import { ports } from "../system/ports.ts"
import { buildWebApp, serveWebApp } from "../system/web-app.ts"

const stage = "localstack"
const endpoint = "http://localhost:4566"
/** The API's id is chosen by a tag: infra/resources/localstack/api-id.yml. */
const apiUrl = `${endpoint}/_aws/execute-api/facturo/${stage}`
const compose = ["compose", "-f", join(root, "docker-compose.localstack.yml")]
let isStopping = false

if (spawnSync("docker", ["info"], { stdio: "ignore" }).status !== 0) {
  console.error("No Docker engine answers here, and LocalStack runs in one. Without Docker: npm start")
  process.exit(1)
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0))
try {
  await start()
} catch (error) {
  if (!isStopping) console.error((error as Error).message)
  await stop(1)
}

async function start(): Promise<void> {
  await run("docker", ...compose, "up", "--detach", "--wait")
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_SERVICEDISCOVERY: "http://localhost:4567",
    AWS_REGION: process.env.AWS_REGION ?? "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    STAGE: stage,
    API_URL: apiUrl,
  })
  const framework = join(root, "node_modules/serverless/bin/serverless.js")
  await Promise.all([run(process.execPath, framework, "deploy", "--stage", stage), buildWebApp()])
  pointAtCloud()
  // These read the environment when they are loaded.
  const { putDemoData } = await import("../demo/demo-data.ts")
  const { startDemoTraffic } = await import("../demo/demo-traffic.ts")
  await putDemoData()
  await serveWebApp()
  console.log(`\nFacturo runs on LocalStack. Ctrl-C ends all of it.\n`)
  console.log(`  Web app   http://localhost:${ports.web}`)
  console.log(`  API       ${apiUrl}`)
  console.log(`  Cloud     ${endpoint}   (aws --endpoint-url ${endpoint} …)\n`)
  await startDemoTraffic(apiUrl)
}

/** Runs a command to its end. Rejects when it fails. */
async function run(command: string, ...args: string[]): Promise<void> {
  const child = spawn(command, args, { stdio: "inherit", cwd: root })
  const [code] = await once(child, "exit")
  if (code !== 0) throw new Error(`Failed: ${command} ${args.join(" ")}`)
}

async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  spawnSync("docker", [...compose, "down"], { stdio: "ignore" })
  process.exit(code)
}
