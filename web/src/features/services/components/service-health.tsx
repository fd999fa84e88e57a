/** Whether each service answers, for an overview. */
import { Skeleton } from "@mantine/core"
import { QueryView } from "../../../components/query-view.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import { useServices } from "../api/list-services.ts"
import { stateOf } from "../model.ts"
import classes from "./service-health.module.css"

export const ServiceHealth = () => (
  <QueryView query={useServices()} loading={<Skeleton height={178} />}>
    {services => (
      <ul className={classes.services}>
        {services.map(service => {
          const { tone, word } = stateOf(service)
          return (
            <li key={service.name}>
              <StateBadge tone={tone} title={word()}>
                {service.name}
              </StateBadge>
            </li>
          )
        })}
      </ul>
    )}
  </QueryView>
)
