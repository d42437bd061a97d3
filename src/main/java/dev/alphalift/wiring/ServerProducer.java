package dev.alphalift.wiring;

import dev.alphalift.assembly.Assembly;
import dev.alphalift.assembly.ClientSettings;
import dev.alphalift.assembly.Program;
import dev.alphalift.assembly.Settings;
import dev.alphalift.codec.ImageLimits;
import dev.alphalift.dialect.ApiKeys;
import dev.alphalift.dialect.ModelOffer;
import dev.alphalift.dialect.RemoveBgSize;
import dev.alphalift.dialect.page.Page;
import dev.alphalift.dialect.page.PageConfig;
import dev.alphalift.dialect.page.PageConfig.Door;
import dev.alphalift.fetch.PictureAddresses;
import dev.alphalift.http.gate.HttpSettings;
import dev.alphalift.pipeline.Admission;
import dev.alphalift.pipeline.BackgroundRemover;
import dev.alphalift.segment.Models;
import dev.alphalift.settings.Setting;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/// What the HTTP server needs besides.
@Singleton
public class ServerProducer {
    private final Settings settings;

    ServerProducer(Settings settings) {
        this.settings = settings;
    }

    @Produces
    @Singleton
    PictureAddresses addresses() {
        return new PictureAddresses(new Assembly(settings).urlReader());
    }

    @Produces
    @Singleton
    ImageLimits limits() {
        return settings.limits();
    }

    @Produces
    @Singleton
    HttpSettings httpSettings() {
        ClientSettings clients = settings.clients();
        return new HttpSettings(
                settings.load().patience(),
                clients.bodyPatience(),
                settings.load().bodyBytes(),
                clients.leastRate(),
                clients.part(),
                clients.proxies(),
                clients.headPatience(),
                clients.connections());
    }

    @Produces
    @Singleton
    ModelOffer modelOffer() {
        return new ModelOffer(settings.offeredModels());
    }

    @Produces
    @Singleton
    ApiKeys apiKeys() {
        return new ApiKeys(settings.apiKeys());
    }

    @Produces
    @Singleton
    Page page(BackgroundRemover remover, Admission admission) {
        if (!settings.showsPage(true)) {
            return Page.hidden();
        }
        ModelOffer offer = modelOffer();
        return Page.shown(
                List::of,
                () ->
                        new PageConfig(
                                Program.version(),
                                Door.SERVER,
                                offer.present(remover.models()),
                                Models.DEFAULT,
                                apiKeys().areNeeded(),
                                settings.limits(),
                                settings.limits().bytes(),
                                inFlight(admission),
                                true));
    }

    /// One more than can be in work, so that none of these places waits for the network.
    private int inFlight(Admission admission) {
        return Math.min(admission.places() + 1, httpSettings().partOf(admission.mostPresent()));
    }

    @Produces
    @Singleton
    RemoveBgSize removeBgSize() {
        return RemoveBgSize.named(Setting.REMOVEBG_SIZE.variable(), settings.removeBgSize());
    }
}
