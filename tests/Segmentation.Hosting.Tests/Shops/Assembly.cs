[assembly: AssemblyFixture(typeof(Segmentation.Tests.Shared.PostgresCluster))]
