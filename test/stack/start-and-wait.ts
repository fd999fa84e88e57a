/** A program that starts a system, says where it is in a line of JSON, and waits to be killed. */
import { startSystem } from "./system.ts"

const { apiUrl, cloudUrl, dataDir } = await startSystem()
console.log(JSON.stringify({ apiUrl, cloudUrl, dataDir }))
setInterval(() => {}, 1000)
