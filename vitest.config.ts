import { availableParallelism } from "node:os"
import { defineConfig } from "vitest/config"

/** Three kinds of test: beside the code, against a running cloud and API, in a real browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{functions,infra,web,test,bench}/**/*.test.{ts,tsx}"],
          exclude: ["test/integration/**", "test/browser/**", "**/node_modules/**"],
          testTimeout: 20_000,
          // Half of the time a test waits for a server that it started: more workers than cores.
          maxWorkers: availableParallelism() + 1,
        },
      },
      {
        test: {
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          globalSetup: ["test/stack/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          globalSetup: ["test/stack/browser-setup.ts", "test/stack/global-setup.ts"],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
