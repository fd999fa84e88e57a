/** The page of registered services, and what they are configured with. */
import { t } from "i18next"
import { Page as Frame } from "../../components/page.tsx"
import { useServices } from "../../features/services/api/list-services.ts"
import { ConfigurationList } from "../../features/services/components/configuration-list.tsx"
import { ServiceList } from "../../features/services/components/service-list.tsx"

export function Page() {
  // What is above has its size first, so that nothing moves.
  const { isPending } = useServices()
  return (
    <Frame title={t("services:services")} description={t("services:description")}>
      <ServiceList />
      {!isPending && <ConfigurationList />}
    </Frame>
  )
}
