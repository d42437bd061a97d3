package dev.alphalift.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.pipeline.ModelEntry;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The models that this server knows.
@Path("/models")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ModelsResource {
    private final BackgroundRemover remover;
    private final ModelOffer offer;

    ModelsResource(BackgroundRemover remover, ModelOffer offer) {
        this.remover = remover;
        this.offer = offer;
    }

    /// What there is, and what there is not.
    ///
    /// @param models those that can be asked for; `present` says whether their file is here
    /// @param refiners those that refine masks, by `vm`
    /// @param unavailable names that rembg knows and this server does not serve, with the reason
    @JsonInclude(Include.NON_NULL)
    public record Answer(
            List<ModelEntry> models, List<ModelEntry> refiners, Map<String, String> unavailable) {}

    @GET
    @Operation(
            summary =
                    "Models, those that make masks and those that refine them, their licences and"
                            + " hashes, and whether they are on this server")
    public Answer list() {
        return new Answer(
                offered(remover.models()),
                offered(remover.refiners()),
                remover.unavailableModels());
    }

    private List<ModelEntry> offered(List<ModelEntry> models) {
        return models.stream().filter(model -> offer.holds(model.name())).toList();
    }
}
