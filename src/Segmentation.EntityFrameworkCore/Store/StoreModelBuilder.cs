using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.EntityFrameworkCore;

namespace Segmentation;

/// <summary>Puts the tables of segments into a host's context, so that the host's migrations make them.</summary>
public static class StoreModelBuilder
{
    /// <summary>
    /// Adds the tables in which definitions, members, sticky lists, history, leases and events are kept, and lets queries see
    /// who the members are: by a property of the subject like <c>ICollection&lt;SegmentMember&lt;int&gt;&gt; Segments</c>, as
    /// <c>db.Customers.Where(c => c.Segments.Any(m => m.Segment.Id == "vip"))</c>, and without one by
    /// <c>db.Customers.InStoredSegment("vip")</c>. Call it after the subject has its key. What a refresh writes is never
    /// tracked: the store works in statements over sets of rows.
    /// </summary>
    /// <typeparam name="TSubject">The host's class of the subject, such as its customer. Its primary key is one value: an integer type up to long, a Guid or a string, or what a value converter makes one of.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="configure">Changes the names, or says which property has the memberships; null for neither.</param>
    /// <exception cref="InvalidOperationException">The key is of no such type, the property does not fit it, or the model has the segments of another subject.</exception>
    public static ModelBuilder AddSegmentation<TSubject>(this ModelBuilder model, Action<SegmentationModelOptions>? configure = null)
        where TSubject : class
    {
        ArgumentNullException.ThrowIfNull(model);
        var options = new SegmentationModelOptions();
        configure?.Invoke(options);
        IMutableEntityType subject = model.Entity<TSubject>().Metadata;
        SubjectKeyColumn key = SubjectKeyColumn.Of(subject);
        new StoreModel(model, options.Names, key.Kind).Add(subject);
        MembershipModel.Add(model, subject, key, options);
        return model;
    }
}
