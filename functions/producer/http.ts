/** The producer service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { getSimulation } from "./handlers/get-simulation.ts"
import { listSimulations } from "./handlers/list-simulations.ts"
import { startSimulation } from "./handlers/start-simulation.ts"
import { stopSimulation } from "./handlers/stop-simulation.ts"

export const endpoints = [listSimulations, getSimulation, startSimulation, stopSimulation]

export const handler = httpService("producer-service", endpoints)
