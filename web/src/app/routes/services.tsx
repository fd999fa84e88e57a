/** The page of registered services. */
import { t } from "i18next"
import { Page as Frame } from "../../components/page.tsx"
import { ServiceList } from "../../features/services/components/service-list.tsx"

export const Page = () => (
  <Frame title={t("services:services")} description={t("services:description")}>
    <ServiceList />
  </Frame>
)
