/** The customer service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { createCustomer } from "./handlers/create-customer.ts"
import { deleteCustomer } from "./handlers/delete-customer.ts"
import { getCustomer } from "./handlers/get-customer.ts"
import { listCustomers } from "./handlers/list-customers.ts"
import { replaceCustomer } from "./handlers/replace-customer.ts"

export const endpoints = [listCustomers, getCustomer, createCustomer, replaceCustomer, deleteCustomer]

export const handler = httpService("customer-service", endpoints)
