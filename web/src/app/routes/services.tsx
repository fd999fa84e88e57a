/** The page of registered services, and what they are configured with. */
import { t } from "i18next"
import { Page as Frame } from "../../components/page.tsx"
import { ConfigurationList } from "../../features/services/components/configuration-list.tsx"
import { ServiceList } from "../../features/services/components/service-list.tsx"

export const Page = () => (
  <Frame title={t("services:services")} description={t("services:description")}>
    <ServiceList />
    <ConfigurationList />
  </Frame>
)
