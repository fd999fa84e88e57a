/** The page of one product. */
import { Alert, Button, Skeleton } from "@mantine/core"
import { t } from "i18next"
import { Link, useNavigate, useParams } from "react-router"
import { IconArchive, IconPencil } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useProduct } from "../../features/products/api/get-product.ts"
import { ArchiveProduct } from "../../features/products/components/archive-product.tsx"
import { ProductFacts } from "../../features/products/components/product-facts.tsx"

export function Page() {
  const { productId = "" } = useParams()
  const navigate = useNavigate()
  const query = useProduct(productId)
  const product = query.data
  return (
    <Frame
      title={product?.name ?? t("products:product")}
      back={{ to: paths.products, label: t("products:products") }}
      actions={
        !product?.archivedAt && (
          <>
            <ArchiveProduct product={product} onArchived={() => void navigate(paths.products)} />
            <Button
              component={Link}
              to={paths.editProduct(productId)}
              leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
            >
              {t("products:edit")}
            </Button>
          </>
        )
      }
    >
      {product?.archivedAt && (
        <Alert color="gray" icon={<IconArchive aria-hidden />}>
          {t("products:archivedNote")}
        </Alert>
      )}
      <QueryView query={query} loading={<Skeleton height={180} radius="lg" />}>
        {found => <ProductFacts product={found} />}
      </QueryView>
    </Frame>
  )
}
