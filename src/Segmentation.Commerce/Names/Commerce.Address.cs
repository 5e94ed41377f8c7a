namespace Segmentation;

public static partial class Commerce
{
    /// <summary>The names of an address.</summary>
    public static class Address
    {
        /// <summary>What the address is for. Choice of <c>billing</c>, <c>shipping</c>, <c>other</c>.</summary>
        public const string Kind = "kind";

        /// <summary>The first name. Text.</summary>
        public const string FirstName = "first_name";

        /// <summary>The last name. Text.</summary>
        public const string LastName = "last_name";

        /// <summary>The company. Text.</summary>
        public const string Company = "company";

        /// <summary>The street with the house number. Text.</summary>
        public const string Street = "street";

        /// <summary>The city. Text.</summary>
        public const string City = "city";

        /// <summary>The region. Text.</summary>
        public const string Region = "region";

        /// <summary>The postcode. Text.</summary>
        public const string Postcode = "postcode";

        /// <summary>The country, as ISO 3166-1 alpha-2 or as the shop writes it. Text.</summary>
        public const string Country = "country";

        /// <summary>The telephone number. Text.</summary>
        public const string Telephone = "telephone";

        /// <summary>The fax number. Text.</summary>
        public const string Fax = "fax";

        /// <summary>The VAT number. Text.</summary>
        public const string VatNumber = "vat_number";

        /// <summary>Whether the VAT number was found valid. True or false.</summary>
        public const string VatIsValid = "vat_is_valid";

        /// <summary>When the VAT number was checked. Instant.</summary>
        public const string VatRequestedAt = "vat_requested_at";
    }
}
