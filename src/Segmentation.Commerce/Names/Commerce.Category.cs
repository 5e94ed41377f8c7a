namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of a category.</summary>
    public static class Category
    {
        /// <summary>The name. Text.</summary>
        public const string Name = "name";

        /// <summary>The category above. To one: <see cref="Commerce.Category"/>.</summary>
        public const string Parent = "parent";
    }
}
