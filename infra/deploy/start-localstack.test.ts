import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"

const root = fileURLToPath(new URL("../../", import.meta.url))

describe("start:localstack", () => {
  it("says in one line that there is no Docker engine, and what does without", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [fileURLToPath(new URL("start-localstack.ts", import.meta.url))],
      { encoding: "utf8", env: { ...process.env, DOCKER_HOST: "unix:///nowhere/docker.sock" } },
    )

    expect(status).toBe(1)
    expect(stdout).toBe("")
    expect(stderr.trim().split("\n")).toEqual([expect.stringMatching(/Docker.*npm start/)])
  })
})

describe("docker-compose.localstack.yml", () => {
  const { services, networks } = parse(readFileSync(`${root}docker-compose.localstack.yml`, "utf8"))

  it("runs the last LocalStack that needs no account, unless another is chosen", () => {
    expect(services.localstack.image).toBe("${LOCALSTACK_IMAGE:-localstack/localstack:4.14.0}")
    expect(services.localstack.environment.LOCALSTACK_AUTH_TOKEN).toBe("${LOCALSTACK_AUTH_TOKEN:-}")
  })

  it("has all containers in one network, that of the functions too, and is reachable from this machine only", () => {
    for (const service of Object.values<{ networks: string[]; ports: string[] }>(services)) {
      expect(service.networks).toEqual(["cloud"])
      for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/)
    }
    expect(networks.cloud.name).toBe(services.localstack.environment.LAMBDA_DOCKER_NETWORK)
  })

  it("runs Cloud Map where the functions of that stage look for it, from files that are there", () => {
    const { command, volumes } = services["cloud-map"]
    const { params } = parse(readFileSync(`${root}serverless.yml`, "utf8"), { merge: true })

    const port = command[command.indexOf("--port") + 1]
    expect(params.localstack.cloudMap).toBe(`http://cloud-map:${port}`)
    expect(readFileSync(`${root}${command[1]}`, "utf8")).toContain("startCloudMap")
    for (const volume of volumes) expect(volume).toMatch(/^\.\/[\w./]+:\/facturo\/[\w./]+:ro$/)
  })

  it("waits for each container to be healthy", () => {
    for (const service of Object.values<{ healthcheck: { test: string[] } }>(services))
      expect(service.healthcheck.test[0]).toBe("CMD")
  })
})
